using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Jobs;

namespace StreamVault.Core.Encoding.Progress;

/// <summary>
/// Turns what the stages of an encode do into one figure that never falls. The unit of work is an output frame; sound and
/// packaging count as a small share of them. Thread-safe: several chunks may be under way at once.
/// </summary>
internal sealed class ProgressMeter(LeasedJob job, TimeProvider clock)
{
    /// <summary>What encoding the sound costs, measured against encoding the picture.</summary>
    public const double AudioShare = 0.02;

    /// <summary>What packaging and its check cost, measured against encoding the picture.</summary>
    public const double PackageShare = 0.02;

    /// <summary>How much of that is done when the check begins.</summary>
    public const double UntilCheck = 0.15;

    private const double Whole = 1 + AudioShare + PackageShare;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);
    private readonly Lock _lock = new();
    private readonly long _began = clock.GetTimestamp();
    private readonly RecentSpeed _speed = RecentSpeed.OfTheMoment();
    private readonly RecentSpeed _pace = RecentSpeed.OfMostOfTheTime();
    private ChunkPlan? _plan;
    private RungSizeMeter? _rungs;
    private string _stage = "Looking into the file";
    private string? _beside;
    private double _pictures;
    private double _sound;
    private double _package;
    private double _fraction;
    private long _frames;
    private int _chunksDone;
    private TimeSpan? _told;

    /// <summary>What is unusual about the way the source is handled; null if nothing.</summary>
    public string? Note { get; set; }

    /// <summary>Says what there is to do, once that is known.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="finished">Frames of each chunk that an earlier attempt finished.</param>
    /// <param name="rungs">Measures what was made of each rung; null if nothing does.</param>
    public void Begin(ChunkPlan plan, IReadOnlyCollection<long> finished, RungSizeMeter? rungs = null)
    {
        lock (_lock)
        {
            (_plan, _rungs, _chunksDone, _frames) = (plan, rungs, finished.Count, finished.Sum());
            (_pictures, _sound, _package) = (_frames / (double)plan.TotalFrames, 0, 0);
            _fraction = _pictures / Whole;
            _pace.Restart();
        }
    }

    /// <summary>Says what is being done now, and writes it down.</summary>
    public async Task EnterAsync(string stage, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            (_stage, _beside) = (stage, null);
            _speed.Restart();
            Tell();
        }

        await job.SaveAsync(chunkFinished: false, cancellationToken);
    }

    /// <summary>Says what is being done beside the picture, and goes on once the picture is finished.</summary>
    public async Task EnterBesideAsync(string stage, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _beside = stage;
            Tell();
        }

        await job.SaveAsync(chunkFinished: false, cancellationToken);
    }

    /// <summary>A chunk is finished: what a restart keeps.</summary>
    public async Task FinishChunkAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _chunksDone++;
            Tell();
        }

        await job.SaveAsync(chunkFinished: true, cancellationToken);
    }

    /// <summary>Whether no other job's turn has come; to be asked before every chunk but the first.</summary>
    public Task<bool> ShouldContinueAsync(CancellationToken cancellationToken) =>
        job.ShouldContinueAsync(cancellationToken);

    /// <summary>How many of the picture's frames are done, those of earlier attempts included.</summary>
    public void Frames(long done)
    {
        lock (_lock)
        {
            _frames = Math.Max(_frames, done);
            _pictures = Math.Min(1, done / (double)(_plan?.TotalFrames ?? 1));
            Advance();
        }
    }

    /// <summary>How much of the sound is done, 0 to 1.</summary>
    public void Audio(double share)
    {
        lock (_lock)
        {
            _sound = Math.Clamp(share, 0, 1);
            Advance();
        }
    }

    /// <summary>How much of the packaging is done, 0 to 1; picture and sound are.</summary>
    public void Package(double share) => Finish(UntilCheck * Math.Clamp(share, 0, 1));

    /// <summary>How much of the check is done, 0 to 1; all else is.</summary>
    public void Check(double share) => Finish(UntilCheck + (1 - UntilCheck) * Math.Clamp(share, 0, 1));

    private void Finish(double package)
    {
        lock (_lock)
        {
            (_pictures, _sound, _package) = (1, 1, package);
            Advance();
        }
    }

    private void Advance()
    {
        _fraction = Math.Max(_fraction, (_pictures + AudioShare * _sound + PackageShare * _package) / Whole);
        var now = clock.GetElapsedTime(_began);
        _speed.Add(now, _fraction);
        _pace.Add(now, _fraction);
        if (_told is not { } told || now - told >= Interval)
        {
            Tell();
        }
    }

    private void Tell()
    {
        var now = clock.GetElapsedTime(_began);
        _told = now;
        var speed = _speed.PerSecond * Whole;
        var isPicture = _pictures < 1;
        job.Report(
            new JobProgress(
                job.Lease.Job,
                job.Lease.Video,
                _fraction,
                isPicture ? _stage : _beside ?? _stage,
                speed * _plan?.Duration.TotalSeconds,
                _pace.PerSecond is { } pace ? TimeSpan.FromSeconds((1 - _fraction) / pace) : null,
                _chunksDone,
                _plan?.Count ?? 0,
                isPicture ? speed * _plan?.TotalFrames : null,
                Note
            )
            {
                Rungs = _plan is null ? [] : _rungs?.Measure(now, _plan.Rate.TimeOf(_frames)) ?? [],
            }
        );
    }
}
