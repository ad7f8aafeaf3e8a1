namespace StreamVault.Core.Library;

/// <summary>
/// Published after albums, tags, people or decisions about similar videos changed. The database contains their current
/// state; <c>library.json</c> follows it. Changes of a video's own fields, tags and albums also publish
/// <see cref="LibraryChange"/>.
/// </summary>
public sealed record OrganizationChange;
