namespace StreamVault.Tests.Infrastructure;

/// <summary>Problem details (RFC 9457) as clients receive them.</summary>
public sealed record ProblemJson(int Status, string? Title, string? Detail);
