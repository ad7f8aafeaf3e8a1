using System.Globalization;

namespace StreamVault.Web.Problems;

/// <summary>Tells a client when to retry, in the message and in the Retry-After header (RFC 9110 section 10.2.3).</summary>
internal static class RetryLater
{
    /// <returns><c>Wait 40 seconds, then try again.</c> Waits of 90 seconds or more are given in minutes.</returns>
    public static string Sentence(TimeSpan wait) =>
        wait.TotalSeconds < 90
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Wait {Math.Ceiling(wait.TotalSeconds)} seconds, then try again."
            )
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Wait {Math.Ceiling(wait.TotalMinutes)} minutes, then try again."
            );

    public static void SayWhenToRetry(this HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
