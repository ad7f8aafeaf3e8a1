namespace StreamVault.Web.Commands;

/// <summary>The exit codes of commands.</summary>
internal static class ExitCodes
{
    /// <summary>Everything succeeded.</summary>
    public const int Done = 0;

    /// <summary>Some items failed; standard error says which and why.</summary>
    public const int SomeFailed = 1;

    /// <summary>The command could not start; standard error says why.</summary>
    public const int NotStarted = 2;
}
