namespace StreamVault.Core.Settings;

/// <summary>Marks a setting whose value is derived from the machine or from other settings if nobody sets it.</summary>
/// <param name="property">
/// The property of the same class, public or not, that returns the value in force; null for any number.
/// </param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AutomaticAttribute(string property) : Attribute
{
    /// <summary>The name of the property that returns the value in force.</summary>
    public string Property => property;
}
