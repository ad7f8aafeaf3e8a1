using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Core.Storage;

/// <summary>The location of the vault: the section <c>StreamVault</c>.</summary>
public sealed class VaultOptions
{
    /// <summary>The data folder; created if it is missing. Default <c>data</c>, relative to the content root.</summary>
    [Description("The data folder; relative to the content root unless absolute.")]
    [Required]
    [RegularExpression("[^\"\\p{Cc}]+", ErrorMessage = "must not contain quotation marks or control characters")]
    public string DataPath { get; set; } = "data";
}
