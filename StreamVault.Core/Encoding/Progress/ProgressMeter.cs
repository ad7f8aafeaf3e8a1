using StreamVault.Core.Encoding.Planning;
using StreamVault.Core.Jobs;

namespace StreamVault.Core.Encoding.Progress;

/// <summary>
/// Combines the progress of all stages into one fraction that never falls. The unit of work is an output frame; audio and
/// packaging count as a small share. Thread-safe: several chunks may be encoded at once.
/// </summary>
internal sealed class ProgressMeter(LeasedJob job, TimeProvider clock)
{
    /// <summary>The cost of encoding the audio relative to the video.</summary>
    public const double AudioShare = 0.02;

    /// <summary>The cost of packaging and checking relative to encoding the video.</summary>
    public const double PackageShare = 0.02;

    /// <summary>The share of that before the check.</summary>
    public const double UntilCheck = 0.15;

    private const double TotalWork = 1 + AudioShare + PackageShare;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);
    private readonly Lock _lock = new();
    private readonly long _began = clock.GetTimestamp();
    private readonly RecentSpeed _speed = RecentSpeed.Current();
    private readonly RecentSpeed _pace = RecentSpeed.LongTerm();
    private ChunkPlan? _plan;
    private RungSizeMeter? _rungs;
    private string _stage = "Reading the file";
    private string? _parallelStage;
    private double _video;
    private double _audio;
    private double _package;
    private double _fraction;
    private long _frames;
    private int _chunksDone;
    private TimeSpan? _reportedAt;

    /// <summary>What is unusual about how the source is handled; null if nothing is.</summary>
    public string? Note { get; set; }

    /// <summary>Starts measuring a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="finished">The frames of each chunk that an earlier attempt finished.</param>
    /// <param name="rungs">Measures the size of each rung; null for none.</param>
    public void Begin(ChunkPlan plan, IReadOnlyCollection<long> finished, RungSizeMeter? rungs = null)
    {
        lock (_lock)
        {
            (_plan, _rungs, _chunksDone, _frames) = (plan, rungs, finished.Count, finished.Sum());
            (_video, _audio, _package) = (_frames / (double)plan.TotalFrames, 0, 0);
            _fraction = _video / TotalWork;
            _pace.Restart();
        }
    }

    /// <summary>Enters a stage and saves it.</summary>
    public async Task EnterAsync(string stage, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            (_stage, _parallelStage) = (stage, null);
            _speed.Restart();
            Report();
        }

        await job.SaveAsync(chunkFinished: false, cancellationToken);
    }

    /// <summary>Enters a stage that runs in parallel with the video and is shown once the video is encoded.</summary>
    public async Task EnterParallelAsync(string stage, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _parallelStage = stage;
            Report();
        }

        await job.SaveAsync(chunkFinished: false, cancellationToken);
    }

    /// <summary>A chunk is finished, and a restart continues after it.</summary>
    public async Task FinishChunkAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _chunksDone++;
            Report();
        }

        await job.SaveAsync(chunkFinished: true, cancellationToken);
    }

    /// <summary>Whether the job may start its next chunk. Call it before every chunk except the first.</summary>
    public Task<bool> ShouldContinueAsync(CancellationToken cancellationToken) =>
        job.ShouldContinueAsync(cancellationToken);

    /// <summary>Sets the number of encoded frames, including those of earlier attempts.</summary>
    public void Frames(long done)
    {
        lock (_lock)
        {
            _frames = Math.Max(_frames, done);
            _video = Math.Min(1, done / (double)(_plan?.TotalFrames ?? 1));
            Advance();
        }
    }

    /// <summary>Sets the encoded share of the audio, 0 to 1.</summary>
    public void Audio(double share)
    {
        lock (_lock)
        {
            _audio = Math.Clamp(share, 0, 1);
            Advance();
        }
    }

    /// <summary>Sets the packaged share, 0 to 1; video and audio are done.</summary>
    public void Package(double share) => Finish(UntilCheck * Math.Clamp(share, 0, 1));

    /// <summary>Sets the checked share, 0 to 1; everything else is done.</summary>
    public void Check(double share) => Finish(UntilCheck + (1 - UntilCheck) * Math.Clamp(share, 0, 1));

    private void Finish(double package)
    {
        lock (_lock)
        {
            (_video, _audio, _package) = (1, 1, package);
            Advance();
        }
    }

    private void Advance()
    {
        _fraction = Math.Max(_fraction, (_video + AudioShare * _audio + PackageShare * _package) / TotalWork);
        var now = clock.GetElapsedTime(_began);
        _speed.Add(now, _fraction);
        _pace.Add(now, _fraction);
        if (_reportedAt is not { } last || now - last >= Interval)
        {
            Report();
        }
    }

    private void Report()
    {
        var now = clock.GetElapsedTime(_began);
        _reportedAt = now;
        var speed = _speed.PerSecond * TotalWork;
        var isVideo = _video < 1;
        job.Report(
            new JobProgress(
                job.Lease.Job,
                job.Lease.Video,
                _fraction,
                isVideo ? _stage : _parallelStage ?? _stage,
                speed * _plan?.Duration.TotalSeconds,
                _pace.PerSecond is { } pace ? TimeSpan.FromSeconds((1 - _fraction) / pace) : null,
                _chunksDone,
                _plan?.Count ?? 0,
                isVideo ? speed * _plan?.TotalFrames : null,
                Note
            )
            {
                Rungs = _plan is null ? [] : _rungs?.Measure(now, _plan.Rate.TimeOf(_frames)) ?? [],
            }
        );
    }
}
