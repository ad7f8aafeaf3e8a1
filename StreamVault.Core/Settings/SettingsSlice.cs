using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace StreamVault.Core.Settings;

/// <summary>An options class and the configuration section it is read from.</summary>
/// <param name="Section">The section: <c>StreamVault:Encoding</c>.</param>
/// <param name="Options">
/// The options class. Each property has a <see cref="System.ComponentModel.DescriptionAttribute"/>.
/// </param>
public sealed record SettingsSlice(string Section, Type Options);

/// <summary>Registers options so that <see cref="SettingsCatalog"/> can list them.</summary>
public static class SettingsRegistration
{
    /// <summary>
    /// Reads <typeparamref name="TOptions"/> from a section. When the server starts, each value is checked against its
    /// property's type and validation attributes. Add validation that involves several values to the returned builder.
    /// </summary>
    public static OptionsBuilder<TOptions> AddSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services.AddSingleton(new SettingsSlice(section, typeof(TOptions)));
        return services.AddOptions<TOptions>().BindConfiguration(section);
    }
}
