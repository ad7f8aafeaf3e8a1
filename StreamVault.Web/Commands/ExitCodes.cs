namespace StreamVault.Web.Commands;

/// <summary>What a command tells the program that started it.</summary>
internal static class ExitCodes
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>Some of it was not done; standard error says what and why.</summary>
    public const int SomeFailed = 1;

    /// <summary>Nothing could be begun; standard error says why.</summary>
    public const int NotBegun = 2;
}
