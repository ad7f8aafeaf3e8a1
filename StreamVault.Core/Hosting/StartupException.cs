namespace StreamVault.Core.Hosting;

/// <summary>
/// StreamVault can't start for a reason that the user can fix. The server and every command print only the message,
/// without a stack trace, and exit with code 1 (commands: 2).
/// </summary>
/// <param name="message">One sentence for the cause and one for the solution.</param>
/// <param name="cause">The exception that caused it, if any.</param>
public sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
