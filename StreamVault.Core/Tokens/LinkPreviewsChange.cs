namespace StreamVault.Core.Tokens;

/// <summary>Published when link previews are turned on or off.</summary>
/// <param name="Enabled">Whether previews show the title and the poster from now on.</param>
public sealed record LinkPreviewsChange(bool Enabled);
