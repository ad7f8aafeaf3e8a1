namespace StreamVault.Core.Ffmpeg;

/// <summary>A program made no progress for too long and was stopped.</summary>
internal sealed class ProgramStalledException(TimeSpan timeout, ProgramCall call)
    : Exception($"{Path.GetFileName(call.Program)} made no progress for {timeout} and was stopped.")
{
    public TimeSpan Timeout { get; } = timeout;

    public ProgramCall Call { get; } = call;
}
