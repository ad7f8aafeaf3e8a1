namespace StreamVault.Tests.Infrastructure;

/// <summary>A test that is skipped if an optional program is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramFactAttribute : FactAttribute
{
    /// <param name="program">The program, as found on the PATH.</param>
    public ProgramFactAttribute(string program)
    {
        Program = program;
        Skip = RunProgram.Find(program) is null ? $"{program} is not installed" : null;
    }

    /// <summary>The program.</summary>
    public string Program { get; }
}
