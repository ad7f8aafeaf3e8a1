namespace StreamVault.Core.Hosting;

/// <summary>
/// StreamVault can't start, and a person can do something about it. The server and every command print the message alone,
/// without a stack trace, and exit with code 1 (commands: 2).
/// </summary>
/// <param name="message">One sentence for the cause and one for the way out.</param>
/// <param name="cause">What was caught, if anything.</param>
public sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
