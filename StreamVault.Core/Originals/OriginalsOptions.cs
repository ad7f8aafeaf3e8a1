using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Originals;

/// <summary>What happens to uploaded files: the section <c>StreamVault:Originals</c>.</summary>
public sealed class OriginalsOptions
{
    /// <summary>
    /// What happens to an original once its video is ready and checked, as long as nobody chose otherwise on a page. Default
    /// <see cref="OriginalsPolicy.Delete"/>.
    /// </summary>
    [Description("What happens to originals once their videos are checked, until chosen on a page: Delete or Keep.")]
    [EnumDataType(typeof(OriginalsPolicy))]
    public OriginalsPolicy Policy { get; set; }
}
