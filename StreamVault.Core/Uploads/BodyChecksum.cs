using System.Security.Cryptography;

namespace StreamVault.Core.Uploads;

/// <summary>The expected hash of the bytes of one request.</summary>
/// <param name="Algorithm">The hash algorithm.</param>
/// <param name="Expected">The hash.</param>
public sealed record BodyChecksum(HashAlgorithmName Algorithm, byte[] Expected);
