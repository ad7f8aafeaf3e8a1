using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using StreamVault.Core.Accounts;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Ffmpeg;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Web.Accounts;

namespace StreamVault.Web.Jobs;

/// <summary>
/// Sends a client all unfinished jobs, then each job that changes, at most twice a second, and a heartbeat if there is
/// no change for 15 seconds. Sends nothing of videos that the session doesn't show at that moment. Updates are not
/// queued for a slow client: it gets the latest state instead.
/// </summary>
internal sealed class JobFeed(
    JobResponses jobs,
    VideoLibrary library,
    EventHub events,
    UserSessions sessions,
    IHostApplicationLifetime server,
    TimeProvider clock
)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Starts with a <c>job</c> event for each job. Ends when the client disconnects, its session ends or the server
    /// stops.
    /// </summary>
    public async IAsyncEnumerable<SseItem<JobEvent?>> StreamAsync(
        ClaimsPrincipal session,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            server.ApplicationStopping,
            sessions.GetEndToken(SessionCookie.SecretOf(session))
        );
        var updates = new PendingJobUpdates(clock);
        var listening = Task.WhenAll(
            ListenAsync(events.WatchAsync<JobChange>(ending.Token), _ => updates.Invalidate()),
            ListenAsync(events.WatchAsync<ScheduleChange>(ending.Token), _ => updates.Invalidate()),
            ListenAsync(events.WatchAsync<LibraryChange>(ending.Token), _ => updates.Invalidate()),
            ListenAsync(events.WatchAsync<FfmpegChange>(ending.Token), _ => updates.Invalidate()),
            ListenAsync(events.WatchAsync<JobProgress>(ending.Token), updates.Report)
        );
        sessions.PrivateAccessChanged += OnPrivateAccessChanged;
        try
        {
            var sent = new Dictionary<JobId, JobResponse>();
            while (!ending.IsCancellationRequested)
            {
                var changes = await ChangesAsync(updates, sent, session, cancellationToken);
                foreach (var change in changes)
                {
                    // A slow client reads long after the changes were determined.
                    if (change.Job is { } job && IsHidden(job.VideoId, session))
                    {
                        updates.Invalidate();
                        continue;
                    }

                    yield return new SseItem<JobEvent?>(change, "job");
                }

                if (changes.Count == 0)
                {
                    yield return new SseItem<JobEvent?>(null, "heartbeat");
                }

                if (!await updates.NextAsync(Pause, Heartbeat, ending.Token))
                {
                    break;
                }
            }
        }
        finally
        {
            sessions.PrivateAccessChanged -= OnPrivateAccessChanged;
            await ending.CancelAsync();
            await listening;
        }

        void OnPrivateAccessChanged(Guid _) => updates.Invalidate();
    }

    private static async Task ListenAsync<T>(IAsyncEnumerable<T> events, Action<T> handle)
    {
        try
        {
            await foreach (var happened in events)
            {
                handle(happened);
            }
        }
        catch (OperationCanceledException)
        {
            // The client disconnected or the server is stopping.
        }
    }

    private async Task<List<JobEvent>> ChangesAsync(
        PendingJobUpdates updates,
        Dictionary<JobId, JobResponse> sent,
        ClaimsPrincipal session,
        CancellationToken cancellationToken
    )
    {
        var changes = new List<JobEvent>();
        if (updates.TakeOutdated())
        {
            var open = (await jobs.OpenAsync(SeesPrivate(session), cancellationToken))
                .Where(job => !IsHidden(job.VideoId, session))
                .DistinctBy(job => job.Id)
                .ToList();
            foreach (var id in sent.Keys.Except(open.Select(job => job.Id)).ToList())
            {
                sent.Remove(id);
                var job = await jobs.FindAsync(id, cancellationToken);
                changes.Add(new JobEvent(id, job is null || IsHidden(job.VideoId, session) ? null : job));
            }

            Send(open);
        }

        Send(
            updates
                .TakeProgress()
                .Where(live => sent.ContainsKey(live.Job) && !IsHidden(live.Video, session))
                .Select(live => sent[live.Job].With(live))
        );
        return changes;

        void Send(IEnumerable<JobResponse> responses)
        {
            foreach (var job in responses.ToList())
            {
                if (sent.GetValueOrDefault(job.Id) != job)
                {
                    sent[job.Id] = job;
                    changes.Add(new JobEvent(job.Id, job));
                }
            }
        }
    }

    private bool SeesPrivate(ClaimsPrincipal session) => sessions.SeesPrivate(SessionCookie.SecretOf(session));

    private bool IsHidden(VideoId video, ClaimsPrincipal session) =>
        library.Hidden.IsHidden(video, SeesPrivate(session));
}
