using System.Globalization;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Jobs;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Failures;

/// <summary>The failure messages shown to users: what happened, why, and what to do.</summary>
internal static class FailureReasons
{
    private const string FreeUpSpace = "Free up space on the disk; encoding then continues automatically.";

    public static JobFailure SourceGone { get; } =
        new(FailureCause.SourceGone, "The uploaded file is missing from the data folder. Upload the video again.");

    public static JobFailure OriginalGone { get; } =
        new(
            FailureCause.SourceGone,
            "The original of this video is missing, so the video can't be prepared again. The current version still plays."
        );

    public static JobFailure OriginalChanged { get; } =
        new(
            FailureCause.SourceChanged,
            "The kept original has changed since it was uploaded, so the video was not prepared again. The current version still "
                + "plays. Restore the original from a backup, then try again."
        );

    // If the disk fills up during a chunk, the remaining size of that chunk is unknown.
    public const long SpaceToContinue = 500_000_000;

    /// <summary>Whether FFmpeg reached the end of the source or could not decode it. If so, an empty result is the source's fault.</summary>
    public static bool ReachedEndOrIsUndecodable(ProgramResult result) =>
        result.ExitCode == 0
        || (
            result.ExitCode != ProgramResult.Killed
            && result.Findings.Has(LogKind.Undecodable)
            && !result.Findings.Has(LogKind.FullDisk)
        );

    /// <summary>Whether FFmpeg ran out of disk space.</summary>
    public static bool IsDiskFull(ProgramResult result) => result.Findings.Has(LogKind.FullDisk);

    /// <summary>Whether the source could not be read from the disk, which FFmpeg treats as its end.</summary>
    public static bool IsReadError(ProgramResult result) => result.Findings.Has(LogKind.UnreadableDisk);

    public static JobFailure NothingDecodable(ProgramResult result) =>
        new(
            FailureCause.NothingDecodable,
            "No frame of this video could be decoded. The file is damaged, or FFmpeg doesn't support its format.",
            result.ExitCode,
            result.Log
        );

    /// <summary>Dolby Vision without a compatible base layer: the result would be green.</summary>
    public static JobFailure DolbyVisionOnly { get; } =
        new(
            FailureCause.NothingDecodable,
            "This video is Dolby Vision profile 5. Its colors can't be converted and would look green. The uploaded "
                + "file is kept. To watch it here, export it as HDR10, HLG or SDR and upload the new file."
        );

    public static JobFailure TimestampsYearsApart { get; } =
        new(
            FailureCause.NothingDecodable,
            "The file is damaged: its timestamps are years apart. Copy it again from the camera or phone, and upload the copy."
        );

    public static JobFailure Stalled(ProgramStalledException stall) =>
        new(
            FailureCause.Stalled,
            string.Create(
                CultureInfo.InvariantCulture,
                $"FFmpeg made no progress for {stall.Timeout.TotalMinutes:0.##} minutes and was stopped. The disk may be failing or "
            ) + "overloaded, or FFmpeg may hang on a damaged part of the file.",
            ExitCode: ProgramResult.Killed,
            Log: stall.Call.CommandLine
        );

    public static JobFailure DiskUnreadable(ProgramResult result) =>
        new(
            FailureCause.DiskUnreadable,
            "The uploaded file could not be read completely from the disk. The disk may be failing. Check the system log, "
                + "and back up your data now.",
            ExitCode: result.ExitCode,
            Log: result.Log
        );

    public static JobFailure DiskFull(long free) =>
        new(
            FailureCause.DiskFull,
            $"The disk of the data folder is full ({ByteText.Of(free)} free). {FreeUpSpace}",
            NeededBytes: SpaceToContinue
        );

    /// <param name="needed">The most that the next step writes, in bytes.</param>
    /// <param name="free">Bytes free on the disk.</param>
    /// <param name="reserved">Bytes reserved for other uploads and encodes.</param>
    public static JobFailure DiskLow(long needed, long free, long reserved = 0) =>
        new(
            FailureCause.DiskFull,
            $"{new SpaceShortage(needed + reserved, free, reserved).Sentence} {FreeUpSpace}",
            NeededBytes: needed
        );

    /// <summary>FFmpeg ended without finishing its work.</summary>
    /// <param name="doing">What it was doing, for example "encoding the video".</param>
    /// <param name="result">How it ended.</param>
    /// <param name="free">Bytes free on the disk.</param>
    /// <param name="otherwise">The cause, if it was neither a full disk nor killed.</param>
    public static JobFailure Of(
        string doing,
        ProgramResult result,
        long free,
        FailureCause otherwise = FailureCause.FfmpegFailed
    )
    {
        if (IsDiskFull(result))
        {
            return DiskFull(free) with { ExitCode = result.ExitCode, Log = result.Log };
        }

        var reason = result.ExitCode switch
        {
            ProgramResult.Killed =>
                $"FFmpeg was killed while {doing}, most likely because the server ran out of memory.",
            0 => $"FFmpeg ended early while {doing}. The end of FFmpeg's log is below.",
            _ => $"FFmpeg failed while {doing} (exit code {result.ExitCode}). The end of FFmpeg's log is below.",
        };
        var cause = result.ExitCode == ProgramResult.Killed ? FailureCause.Killed : otherwise;
        return new JobFailure(cause, reason, ExitCode: result.ExitCode, Log: result.Log);
    }

    /// <summary>The encoded chunks can't be joined.</summary>
    /// <param name="name">The quality or audio track.</param>
    /// <param name="wrong">What is wrong with its chunks, as the end of a sentence.</param>
    public static JobFailure ChunksDoNotJoin(string name, string wrong) =>
        new(
            FailureCause.PackagingFailed,
            $"The encoded chunks of {name} can't be joined: {wrong}. Nothing was published, and the upload is kept. "
                + "Check that the disk is healthy, then try again."
        );

    /// <summary>A result that FFmpeg reads without an error differs from what was written.</summary>
    /// <param name="name">The quality or audio track.</param>
    /// <param name="wrong">What is wrong with it, as part of a sentence.</param>
    /// <param name="result">How FFmpeg ended.</param>
    public static JobFailure ReadBackMismatch(string name, string wrong, ProgramResult result) =>
        new(
            FailureCause.PackagingFailed,
            $"The finished {name} is incomplete: {wrong}. It was not published, and the upload is kept. Check that the disk "
                + "is healthy, then try again.",
            ExitCode: result.ExitCode,
            Log: result.Log
        );
}
