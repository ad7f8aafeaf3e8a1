namespace StreamVault.Core.Media;

/// <summary>The result of probing a file.</summary>
public abstract record ProbeOutcome
{
    private ProbeOutcome() { }

    /// <summary>The file has a video track that can be encoded.</summary>
    public sealed record Playable : ProbeOutcome
    {
        internal Playable(SourceMedia media, FfprobeReport report, string ffmpegVersion) =>
            (Media, Report, FfmpegVersion) = (media, report, ffmpegVersion);

        /// <summary>What is in the file.</summary>
        public SourceMedia Media { get; }

        /// <summary>FFprobe's report, from which <see cref="Media"/> was read.</summary>
        internal FfprobeReport Report { get; }

        /// <summary>The version of FFmpeg that made the report.</summary>
        internal string FfmpegVersion { get; }

        /// <summary>Deconstructs it for pattern matching.</summary>
        public void Deconstruct(out SourceMedia media) => media = Media;
    }

    /// <summary>The file has nothing that can be encoded.</summary>
    /// <param name="Reason">A sentence for the user: "This file isn't a video we can read: it has no video track."</param>
    public sealed record NotVideo(string Reason) : ProbeOutcome;

    /// <summary>The file can't be probed for now: FFprobe is missing or doesn't run.</summary>
    /// <param name="Reason">What to do about it, with the command that installs it.</param>
    public sealed record Unavailable(string Reason) : ProbeOutcome;
}
