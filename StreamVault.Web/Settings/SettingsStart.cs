using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;
using StreamVault.Core.Settings;

namespace StreamVault.Web.Settings;

/// <summary>Reads the settings and refuses to start with wrong ones.</summary>
internal static class SettingsStart
{
    private const string DevelopmentSettings = "appsettings.Development.json";

    /// <summary>
    /// Reads the development settings, which stand at the top of the repository and are copied beside the program; the
    /// framework looks for them in the content root only.
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
        // Right behind the usual place, so that the environment and the command line still win.
        sources.Insert(sources.IndexOf(usual) + 1, copied);
    }

    /// <summary>Whether a setting can't be right; then every one is named on standard error, with a good value.</summary>
    public static bool RefusesSettings(this WebApplication app)
    {
        var problems = app.Services.GetRequiredService<SettingsCatalogue>().Problems;
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
        // Several sections at once; a section that looks at another one repeats what is wrong with that.
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return
            [
                .. e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures).Distinct(),
            ];
        }
    }
}
