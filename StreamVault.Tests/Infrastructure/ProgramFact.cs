namespace StreamVault.Tests.Infrastructure;

/// <summary>A test that is skipped if an optional program is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProgramFactAttribute : FactAttribute
{
    /// <param name="program">The program, as found on the PATH.</param>
    /// <param name="linuxOnly">Whether the test needs the program as Linux has it.</param>
    public ProgramFactAttribute(string program, bool linuxOnly = false)
    {
        Program = program;
        Skip =
            linuxOnly && !OperatingSystem.IsLinux() ? $"{program} of Linux is needed"
            : RunProgram.Find(program) is null ? $"{program} is not installed"
            : null;
    }

    /// <summary>The program.</summary>
    public string Program { get; }
}

/// <summary>A test that needs to be kept from files by their permissions, which root and Windows aren't.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute() =>
        Skip =
            OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess
                ? "Permissions of files don't apply to root, nor on Windows"
                : null;
}

/// <summary>A test of something that only Linux can tell.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "Only Linux can tell";
}
