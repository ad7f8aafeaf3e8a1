using StreamVault.Core.Entities;

namespace StreamVault.Core.Originals;

/// <summary>Published when the policy for originals changes.</summary>
/// <param name="Policy">The new policy.</param>
public sealed record OriginalsChange(OriginalsPolicy Policy);
