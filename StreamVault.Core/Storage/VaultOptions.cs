using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace StreamVault.Core.Storage;

/// <summary>Where the vault lies: the section <c>StreamVault</c>.</summary>
public sealed class VaultOptions
{
    /// <summary>The folder that holds everything; made if missing. Default <c>data</c>, seen from the program's content root.</summary>
    [Description("The folder that holds everything; seen from the program's content root unless absolute.")]
    [Required]
    [RegularExpression("[^\"\\p{Cc}]+", ErrorMessage = "must not hold quotation marks or control characters")]
    public string DataPath { get; set; } = "data";
}
