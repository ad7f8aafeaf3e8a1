using StreamVault.Core.Entities;

namespace StreamVault.Core.Originals;

/// <summary>Says that somebody chose what happens to originals.</summary>
/// <param name="Policy">What holds from now on.</param>
public sealed record OriginalsChange(OriginalsPolicy Policy);
