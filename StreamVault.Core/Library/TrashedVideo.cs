using StreamVault.Core.Entities;

namespace StreamVault.Core.Library;

/// <summary>A video in the trash.</summary>
/// <param name="Video">The video.</param>
/// <param name="TrashedAt">When it was moved there.</param>
/// <param name="Bytes">The disk space that deleting it frees.</param>
public sealed record TrashedVideo(Video Video, DateTimeOffset TrashedAt, long Bytes);

/// <summary>What is in the trash.</summary>
/// <param name="Videos">The number of videos.</param>
/// <param name="Bytes">The disk space that emptying it frees.</param>
public readonly record struct TrashSize(int Videos, long Bytes);
