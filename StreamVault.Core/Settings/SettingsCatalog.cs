using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace StreamVault.Core.Settings;

/// <summary>One setting of the server.</summary>
/// <param name="Key">
/// The configuration key: <c>StreamVault:Encoding:Workers</c>, or <c>StreamVault__Encoding__Workers</c> in the
/// environment.
/// </param>
/// <param name="Description">What the setting does, with its unit.</param>
/// <param name="Default">The default value.</param>
/// <param name="Value">The configured value as text; the default if none is configured.</param>
/// <param name="Automatic">
/// The effective value that was derived at startup; null if a value is set, or if this setting is never derived.
/// </param>
public sealed record Setting(string Key, string Description, string Default, string Value, string? Automatic = null)
{
    /// <summary>Whether the effective value is derived unless one is set.</summary>
    public bool CanBeAutomatic { get; init; }
}

/// <summary>Lists all settings and reports invalid values.</summary>
public sealed class SettingsCatalog(IEnumerable<SettingsSlice> slices, IConfiguration configuration)
{
    private const string Root = "StreamVault";

    /// <summary>All settings, sorted by key.</summary>
    public IReadOnlyList<Setting> All =>
        [
            .. Known()
                .Select(known => new Setting(
                    known.Key,
                    known.Property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "",
                    known.Default,
                    configuration[known.Key] ?? known.Default,
                    Automatic(known)
                )
                {
                    CanBeAutomatic = known.Property.IsDefined(typeof(AutomaticAttribute)),
                })
                .OrderBy(setting => setting.Key, StringComparer.Ordinal),
        ];

    /// <summary>The problems with the configured values: one sentence each, with the key and a valid value.</summary>
    public IReadOnlyList<string> Problems =>
        [.. Known().Select(known => Problem(known)).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>Keys under <c>StreamVault</c> that no setting reads, most likely because they are misspelled.</summary>
    public IReadOnlyList<string> UnknownKeys
    {
        get
        {
            var known = Known().Select(setting => setting.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return
            [
                .. configuration
                    .GetSection(Root)
                    .AsEnumerable()
                    .Where(pair => !string.IsNullOrEmpty(pair.Value) && !known.Contains(pair.Key))
                    .Select(pair => pair.Key),
            ];
        }
    }

    private string? Automatic(KnownSetting known)
    {
        if (!string.IsNullOrEmpty(configuration[known.Key]) || !known.Property.IsDefined(typeof(AutomaticAttribute)))
        {
            return null;
        }

        var options = Activator.CreateInstance(known.Property.DeclaringType!)!;
        configuration.GetSection(known.Key[..known.Key.LastIndexOf(':')]).Bind(options);
        return Derived(known, options) ?? "any number";
    }

    // The value that the machine or the other settings give it; null if it is never derived, or unlimited.
    private static string? Derived(KnownSetting known, object? options = null)
    {
        if (known.Property.GetCustomAttribute<AutomaticAttribute>() is not { } automatic)
        {
            return null;
        }

        var value = known
            .Property.DeclaringType!.GetProperty(
                automatic.Property,
                BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
            )!
            .GetValue(options ?? Activator.CreateInstance(known.Property.DeclaringType!));
        return value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
    }

    private IEnumerable<KnownSetting> Known() =>
        slices.SelectMany(slice =>
        {
            var defaults = Activator.CreateInstance(slice.Options);
            return slice
                .Options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.CanWrite)
                .Select(property => new KnownSetting(
                    $"{slice.Section}:{property.Name}",
                    property,
                    TypeDescriptor
                        .GetConverter(property.PropertyType)
                        .ConvertToInvariantString(property.GetValue(defaults))
                        ?? ""
                ));
        });

    private string? Problem(KnownSetting known)
    {
        if (configuration[known.Key] is not { } text)
        {
            return null;
        }

        object? value;
        try
        {
            value = TypeDescriptor.GetConverter(known.Property.PropertyType).ConvertFromInvariantString(text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            return $"{known.Key} is '{text}'. It must be {KindOf(known)}, {ExampleText(known)}.";
        }

        var context = new ValidationContext(new object()) { MemberName = known.Property.Name, DisplayName = known.Key };
        var failure = known
            .Property.GetCustomAttributes<ValidationAttribute>()
            .Select(rule => rule.GetValidationResult(value, context))
            .FirstOrDefault(result => result != ValidationResult.Success);
        return failure is null ? null
            : RangeOf(known) is not null ? $"{known.Key} is '{text}'. It must be {KindOf(known)}, {ExampleText(known)}."
            : $"{known.Key} is '{text}': {failure.ErrorMessage?.TrimEnd('.')}. {Advice(known)}";
    }

    private static string ExampleText(KnownSetting known) =>
        (known.Default.Length > 0 ? known.Default : Derived(known)) is { } good
            ? $"for example {good}, or left out"
            : "or left out";

    private static string Advice(KnownSetting known) =>
        known.Default.Length == 0 ? "Leave it out to use its default." : $"A good value is {known.Default}.";

    private static string KindOf(KnownSetting known)
    {
        var type = Nullable.GetUnderlyingType(known.Property.PropertyType) ?? known.Property.PropertyType;
        return type == typeof(TimeSpan) ? $"a length of time (hours:minutes:seconds){Limits(known)}"
            : type == typeof(bool) ? "true or false"
            : type == typeof(string) ? "text"
            : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
            : $"a number{Limits(known)}";
    }

    private static RangeAttribute? RangeOf(KnownSetting known) => known.Property.GetCustomAttribute<RangeAttribute>();

    private static string Limits(KnownSetting known) =>
        RangeOf(known) is not { } range ? ""
        : range.Maximum is >= 9e18 ? string.Create(CultureInfo.InvariantCulture, $" of at least {range.Minimum}")
        : string.Create(CultureInfo.InvariantCulture, $" from {range.Minimum} to {range.Maximum}");

    private sealed record KnownSetting(string Key, PropertyInfo Property, string Default);
}
