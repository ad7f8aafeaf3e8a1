using Microsoft.Net.Http.Headers;

namespace StreamVault.Web.Streaming;

/// <summary>A playlist as one caller gets it.</summary>
/// <param name="Token">The caller's token, which is in it; null for the signed-in owner.</param>
/// <param name="Bytes">The text in UTF-8. Not to be written to.</param>
/// <param name="Tag">What names this very text; says nothing of the token.</param>
internal sealed record PlaylistText(string? Token, byte[] Bytes, EntityTagHeaderValue Tag);
