using System.ComponentModel;
using System.Globalization;

namespace StreamVault.Core.Encoding.Planning;

/// <summary>Reads an <see cref="EncodingProfile"/> from settings, including the former name of a member.</summary>
internal sealed class EncodingProfileConverter() : EnumConverter(typeof(EncodingProfile))
{
    // The name of AverageBitrate in earlier versions.
    private const string FormerName = "Seed";

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text && text.Trim().Equals(FormerName, StringComparison.OrdinalIgnoreCase)
            ? EncodingProfile.AverageBitrate
            : base.ConvertFrom(context, culture, value);
}
