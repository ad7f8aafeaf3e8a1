namespace StreamVault.Core.Settings;

/// <summary>Marks a setting whose value is derived from the machine or from other settings unless it is set.</summary>
/// <param name="property">
/// The property of the same class, public or not, that returns the effective value. It returns null for any number.
/// </param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AutomaticAttribute(string property) : Attribute
{
    /// <summary>The name of the property that returns the effective value.</summary>
    public string Property => property;
}
