using Microsoft.Extensions.DependencyInjection;

namespace StreamVault.Core.Settings;

/// <summary>One class of options and the configuration section it is read from.</summary>
/// <param name="Section">The section: <c>StreamVault:Encoding</c>.</param>
/// <param name="Options">The options class; each property carries a <see cref="System.ComponentModel.DescriptionAttribute"/>.</param>
public sealed record SettingsSlice(string Section, Type Options);

/// <summary>Registers options so that <see cref="SettingsCatalogue"/> knows them.</summary>
public static class SettingsRegistration
{
    /// <summary>Reads <typeparamref name="TOptions"/> from a section and checks it when the server starts.</summary>
    public static IServiceCollection AddSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services.AddSingleton(new SettingsSlice(section, typeof(TOptions)));
        services.AddOptions<TOptions>().BindConfiguration(section);
        return services;
    }
}
