namespace StreamVault.Core.Jobs;

/// <summary>How long a failed job waits before it is tried again.</summary>
internal static class Backoff
{
    /// <returns>The first step, doubled for each further attempt: 2, 4, 8 … minutes with the default step.</returns>
    /// <param name="firstStep">The pause after the first failed attempt.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    public static TimeSpan After(TimeSpan firstStep, int attempt) => firstStep * Math.Pow(2, attempt - 1);
}
