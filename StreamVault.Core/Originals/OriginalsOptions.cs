using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Originals;

/// <summary>The options for uploaded files, in the section <c>StreamVault:Originals</c>.</summary>
public sealed class OriginalsOptions
{
    /// <summary>
    /// What happens to an original once its video is ready and checked, unless the user chose otherwise in Settings.
    /// Default <see cref="OriginalsPolicy.Delete"/>.
    /// </summary>
    [Description(
        "What happens to an original after its video was checked: Delete or Keep. A choice on the setup page, which recommends Keep, or in Settings takes precedence."
    )]
    [EnumDataType(typeof(OriginalsPolicy))]
    public OriginalsPolicy Policy { get; set; }
}
