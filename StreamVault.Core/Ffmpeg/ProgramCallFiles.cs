namespace StreamVault.Core.Ffmpeg;

/// <summary>
/// The files that a call of FFmpeg or FFprobe needs, taken from its arguments (<see cref="SafeInput.Url"/>). Pure.
/// </summary>
/// <param name="Read">Files and folders to read.</param>
/// <param name="Written">Folders to write into.</param>
internal sealed record ProgramCallFiles(IReadOnlyList<string> Read, IReadOnlyList<string> Written)
{
    private const string Scheme = "file:";

    // The files they list are in the same folder.
    private static readonly string[] Lists = [".m3u8", ".ffconcat"];

    public static ProgramCallFiles Of(ProgramCall call)
    {
        // FFprobe has one input and writes no file.
        var hasOutputs = call.Arguments.Contains("-i");
        var (read, written) = (new List<string>(), new List<string>());
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            if (!call.Arguments[i].StartsWith(Scheme, StringComparison.Ordinal))
            {
                continue;
            }

            var path = call.Arguments[i][Scheme.Length..];
            if (hasOutputs && call.Arguments[i - 1] != "-i")
            {
                written.Add(Path.GetDirectoryName(path)!);
            }
            else
            {
                read.Add(Lists.Contains(Path.GetExtension(path)) ? Path.GetDirectoryName(path)! : path);
            }
        }

        return new ProgramCallFiles(
            [.. read.Concat(call.Confinement?.AlsoReads ?? []).Distinct()],
            [.. written.Distinct()]
        );
    }
}
