using Microsoft.Net.Http.Headers;

namespace StreamVault.Web.Streaming;

/// <summary>The text of a playlist for one token.</summary>
/// <param name="Token">The token in its URIs; null for the signed-in owner.</param>
/// <param name="Bytes">The text in UTF-8. Must not be changed.</param>
/// <param name="Tag">The entity tag of this text. Doesn't reveal the token.</param>
internal sealed record PlaylistText(string? Token, byte[] Bytes, EntityTagHeaderValue Tag);
