using System.Security.Cryptography;

namespace StreamVault.Core.Uploads;

/// <summary>What the bytes of one request must hash to.</summary>
/// <param name="Algorithm">How they are hashed.</param>
/// <param name="Expected">The hash.</param>
public sealed record BodyChecksum(HashAlgorithmName Algorithm, byte[] Expected);
