using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Ffmpeg;

/// <summary>
/// A program in FFmpeg's place that writes down how it was called, does what a test wants at some calls, and otherwise
/// becomes FFmpeg.
/// </summary>
public sealed class StandInFfmpeg : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="script">Shell lines; <c>$*</c> is the command line, <c>$here</c> a folder for the script's own notes.</param>
    public StandInFfmpeg(string script) =>
        AddScript(
            "ffmpeg",
            $"""
            here='{_folder.FullName}'
            echo "$*" >> "$here/calls"
            {script}
            """
        );

    /// <summary>Puts a script beside it that becomes the program of its name.</summary>
    /// <returns>Where it is.</returns>
    public string AddScript(string program, string script = "")
    {
        var path = _folder.At(program);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\nexec '{RunProgram.Find(program)}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    public string Path => _folder.At("ffmpeg");

    public (string, string) Setting => ("Ffmpeg:Path", Path);

    /// <summary>How often it was called with that text in its command line.</summary>
    public int Calls(string text) => Lines.Count(line => line.Contains(text));

    /// <summary>Every command line it was called with.</summary>
    public IReadOnlyList<string> Lines =>
        File.Exists(_folder.At("calls")) ? File.ReadAllLines(_folder.At("calls")) : [];

    /// <summary>Whether the script left a note of that name.</summary>
    public bool Noted(string name) => File.Exists(_folder.At(name));

    /// <summary>Leaves a note for the script.</summary>
    public void Note(string name) => File.WriteAllText(_folder.At(name), "");

    public void Dispose() => _folder.Dispose();
}
