using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Ffmpeg;

/// <summary>
/// A stand-in for FFmpeg that records its calls, runs a test's script, and then executes FFmpeg.
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

    /// <summary>Adds a script that executes the program of the same name.</summary>
    /// <returns>Its path.</returns>
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

    /// <summary>The number of calls with this text in the command line.</summary>
    public int Calls(string text) => Lines.Count(line => line.Contains(text));

    /// <summary>The command lines of all calls.</summary>
    public IReadOnlyList<string> Lines =>
        File.Exists(_folder.At("calls")) ? File.ReadAllLines(_folder.At("calls")) : [];

    /// <summary>Whether the script wrote a note with this name.</summary>
    public bool Noted(string name) => File.Exists(_folder.At(name));

    /// <summary>Writes a note for the script.</summary>
    public void Note(string name) => File.WriteAllText(_folder.At(name), "");

    public void Dispose() => _folder.Dispose();
}
