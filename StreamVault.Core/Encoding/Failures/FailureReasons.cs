using System.Globalization;
using StreamVault.Core.Entities;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Jobs;
using StreamVault.Core.Storage;

namespace StreamVault.Core.Encoding.Failures;

/// <summary>Why an encode failed, in words for a person: the thing, the cause, the way out.</summary>
internal static class FailureReasons
{
    private const string FreeUpSpace = "Free up space on the disk; encoding then continues automatically.";

    public static JobFailure SourceGone { get; } =
        new(FailureCause.SourceGone, "The uploaded file is gone from the data folder. Upload the video again.");

    public static JobFailure OriginalGone { get; } =
        new(
            FailureCause.SourceGone,
            "The original of this video is gone, so it can't be prepared again. The version from before is still here."
        );

    public static JobFailure OriginalChanged { get; } =
        new(
            FailureCause.SourceChanged,
            "The kept original has changed since it was uploaded, so the video was not prepared again. The version from before is "
                + "still here. Restore the original from a backup, then try again."
        );

    // When a disk was full in the middle of a chunk, what that chunk still needs is not known.
    public const long RoomToGoOn = 500_000_000;

    /// <summary>Whether FFmpeg, having made nothing at all, blames the source: it came to its end, or could not decode it.</summary>
    public static bool IsAboutTheSource(ProgramResult result) =>
        result.ExitCode == 0
        || (
            result.ExitCode != ProgramResult.Killed
            && result.Findings.Has(LogKind.Undecodable)
            && !result.Findings.Has(LogKind.FullDisk)
        );

    /// <summary>Whether FFmpeg found no more room to write.</summary>
    public static bool IsAboutTheDisk(ProgramResult result) => result.Findings.Has(LogKind.FullDisk);

    /// <summary>Whether the source could not be read from the disk: FFmpeg takes that for its end.</summary>
    public static bool IsAboutReading(ProgramResult result) => result.Findings.Has(LogKind.UnreadableDisk);

    public static JobFailure NothingDecodable(ProgramResult result) =>
        new(
            FailureCause.NothingDecodable,
            "Not a single picture of this video could be decoded: the file is damaged, or in a form that FFmpeg can't read.",
            result.ExitCode,
            result.Log
        );

    /// <summary>Dolby Vision without a compatible base layer: the result would be green.</summary>
    public static JobFailure DolbyVisionOnly { get; } =
        new(
            FailureCause.NothingDecodable,
            "This video is Dolby Vision profile 5. Its colors can't be converted here, and would come out green. The uploaded "
                + "file is kept. To watch it here, export it as HDR10, HLG or SDR and upload that."
        );

    public static JobFailure TimesAgesApart { get; } =
        new(
            FailureCause.NothingDecodable,
            "The file is damaged: its time stamps lie years apart, and what belongs together can't be told. Copy it once more "
                + "from the camera or phone, and upload that."
        );

    public static JobFailure Stalled(ProgramStalledException stall) =>
        new(
            FailureCause.Stalled,
            string.Create(
                CultureInfo.InvariantCulture,
                $"FFmpeg got no further for {stall.Timeout.TotalMinutes:0.##} minutes and was stopped. The disk may be failing or "
            ) + "overloaded, or the file damaged in a way that makes FFmpeg hang.",
            ExitCode: ProgramResult.Killed,
            Log: stall.Call.CommandLine
        );

    public static JobFailure DiskUnreadable(ProgramResult result) =>
        new(
            FailureCause.DiskUnreadable,
            "The uploaded file could not be read from the disk to its end. The disk may be failing: look at the system's log, "
                + "and make a backup now.",
            ExitCode: result.ExitCode,
            Log: result.Log
        );

    public static JobFailure DiskFull(long free) =>
        new(
            FailureCause.DiskFull,
            $"The disk of the data folder is full ({ByteText.Of(free)} free). {FreeUpSpace}",
            NeededBytes: RoomToGoOn
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

    /// <summary>FFmpeg ended without having done its work.</summary>
    /// <param name="doing">What it was to do: "encoding the picture".</param>
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
        if (IsAboutTheDisk(result))
        {
            return DiskFull(free) with { ExitCode = result.ExitCode, Log = result.Log };
        }

        var reason = result.ExitCode switch
        {
            ProgramResult.Killed =>
                $"FFmpeg was killed from outside while {doing}, most often because the machine ran out of memory. "
                    + "Close other programs, or set StreamVault:Encoding:Workers to 1.",
            0 => $"FFmpeg ended early while {doing}. Its last words are in the log.",
            _ => $"FFmpeg failed while {doing} (exit code {result.ExitCode}). Its last words are in the log.",
        };
        var cause = result.ExitCode == ProgramResult.Killed ? FailureCause.Killed : otherwise;
        return new JobFailure(cause, reason, ExitCode: result.ExitCode, Log: result.Log);
    }

    /// <summary>What was encoded can't be put together.</summary>
    /// <param name="name">Which quality or sound.</param>
    /// <param name="wrong">What is wrong with its pieces, as half a sentence.</param>
    public static JobFailure PiecesDoNotJoin(string name, string wrong) =>
        new(
            FailureCause.PackagingFailed,
            $"The pieces of the finished {name} can't be put together: {wrong}. Nothing was published and the upload is kept. "
                + "Check that the disk is healthy, then try again."
        );

    /// <summary>A result that FFmpeg reads without complaint is not what was written.</summary>
    /// <param name="name">Which quality or sound.</param>
    /// <param name="wrong">What is wrong with it, within a sentence.</param>
    /// <param name="result">How FFmpeg ended.</param>
    public static JobFailure ReadBackWrong(string name, string wrong, ProgramResult result) =>
        new(
            FailureCause.PackagingFailed,
            $"The finished {name} is not whole: {wrong}. It was not published and the upload is kept. Check that the disk "
                + "is healthy, then try again.",
            ExitCode: result.ExitCode,
            Log: result.Log
        );
}
