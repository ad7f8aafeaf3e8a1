using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace StreamVault.Web.Components.Shared;

/// <summary>Plain text whose web addresses are links. Only http and https addresses become links.</summary>
public sealed partial class LinkedText : ComponentBase
{
    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var end = 0;
        foreach (var match in Addresses().Matches(Text).Where(match => IsWebAddress(match.Value)))
        {
            builder.AddContent(0, Text[end..match.Index]);
            builder.OpenElement(1, "a");
            builder.AddAttribute(2, "href", match.Value);
            builder.AddAttribute(3, "target", "_blank");
            // The other page gets neither a handle to this one nor its address.
            builder.AddAttribute(4, "rel", "noopener noreferrer");
            builder.AddContent(5, match.Value);
            builder.CloseElement();
            end = match.Index + match.Length;
        }

        builder.AddContent(6, Text[end..]);
    }

    private static bool IsWebAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");

    // Without the punctuation of the sentence it is in.
    [GeneratedRegex("""https?://[^\s<>"]*[^\s<>".,;:!?)\]'…]""", RegexOptions.IgnoreCase)]
    private static partial Regex Addresses();
}
