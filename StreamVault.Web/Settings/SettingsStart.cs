using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;
using StreamVault.Core.Settings;

namespace StreamVault.Web.Settings;

/// <summary>Reads the settings and stops startup if they are invalid.</summary>
internal static class SettingsStart
{
    private const string DevelopmentSettings = "appsettings.Development.json";

    /// <summary>
    /// Reads the development settings, which are at the root of the repository and are copied next to the program. The
    /// framework looks for them only in the content root.
    /// </summary>
    public static void AddDevelopmentSettings(this WebApplicationBuilder builder)
    {
        var sources = builder.Configuration.Sources;
        var usual = sources
            .OfType<JsonConfigurationSource>()
            .FirstOrDefault(source => source.Path == DevelopmentSettings);
        if (usual is null)
        {
            return;
        }

        var copied = new JsonConfigurationSource
        {
            Path = Path.Combine(AppContext.BaseDirectory, DevelopmentSettings),
            Optional = true,
        };
        copied.ResolveFileProvider();
        // Inserted directly after the default file, so that environment variables and the command line take precedence.
        sources.Insert(sources.IndexOf(usual) + 1, copied);
    }

    /// <summary>
    /// Whether a setting is invalid. Prints every invalid setting and a valid value to standard error.
    /// </summary>
    public static bool RefusesSettings(this WebApplication app)
    {
        var problems = app.Services.GetRequiredService<SettingsCatalog>().Problems;
        if (problems.Count == 0)
        {
            problems = Contradictions(app.Services.GetRequiredService<IStartupValidator>());
        }

        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        return problems.Count > 0;
    }

    private static IReadOnlyList<string> Contradictions(IStartupValidator validator)
    {
        try
        {
            validator.Validate();
            return [];
        }
        catch (OptionsValidationException e)
        {
            return [.. e.Failures];
        }
        // Options come from several sections. Validating one that depends on another repeats the other's errors.
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return
            [
                .. e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures).Distinct(),
            ];
        }
    }
}
