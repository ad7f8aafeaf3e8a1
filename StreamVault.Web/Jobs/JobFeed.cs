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
/// no change for 15 seconds. Updates are not queued for a slow client: it gets the latest state instead.
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
    public async IAsyncEnumerable<SseItem<JobEvent?>> FollowAsync(
        ClaimsPrincipal session,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken,
            server.ApplicationStopping,
            sessions.EndOf(SessionCookie.SecretOf(session))
        );
        var news = new JobNews(clock);
        var listening = Task.WhenAll(
            ListenAsync(events.WatchAsync<JobChange>(ending.Token), _ => news.Outdate()),
            ListenAsync(events.WatchAsync<ScheduleChange>(ending.Token), _ => news.Outdate()),
            ListenAsync(events.WatchAsync<FfmpegChange>(ending.Token), _ => news.Outdate()),
            ListenAsync(events.WatchAsync<JobProgress>(ending.Token), news.Note)
        );
        try
        {
            var told = new Dictionary<JobId, JobResponse>();
            while (!ending.IsCancellationRequested)
            {
                var changes = await ChangesAsync(news, told, session, cancellationToken);
                foreach (var change in changes)
                {
                    yield return new SseItem<JobEvent?>(change, "job");
                }

                if (changes.Count == 0)
                {
                    yield return new SseItem<JobEvent?>(null, "heartbeat");
                }

                if (!await news.NextAsync(Pause, Heartbeat, ending.Token))
                {
                    break;
                }
            }
        }
        finally
        {
            await ending.CancelAsync();
            await listening;
        }
    }

    private static async Task ListenAsync<T>(IAsyncEnumerable<T> events, Action<T> note)
    {
        try
        {
            await foreach (var happened in events)
            {
                note(happened);
            }
        }
        catch (OperationCanceledException)
        {
            // The client disconnected or the server is stopping.
        }
    }

    private async Task<List<JobEvent>> ChangesAsync(
        JobNews news,
        Dictionary<JobId, JobResponse> told,
        ClaimsPrincipal session,
        CancellationToken cancellationToken
    )
    {
        var changes = new List<JobEvent>();
        if (news.TakeOutdated())
        {
            var withPrivate = sessions.SeesPrivate(SessionCookie.SecretOf(session));
            var open = (await jobs.OpenAsync(withPrivate, cancellationToken)).DistinctBy(job => job.Id).ToList();
            foreach (var id in told.Keys.Except(open.Select(job => job.Id)).ToList())
            {
                told.Remove(id);
                var job = await jobs.FindAsync(id, cancellationToken);
                changes.Add(
                    new JobEvent(id, job is null || library.Hidden.IsHidden(job.VideoId, withPrivate) ? null : job)
                );
            }

            Tell(open);
        }

        Tell(news.TakeProgress().Where(live => told.ContainsKey(live.Job)).Select(live => told[live.Job].With(live)));
        return changes;

        void Tell(IEnumerable<JobResponse> responses)
        {
            foreach (var job in responses.ToList())
            {
                if (told.GetValueOrDefault(job.Id) != job)
                {
                    told[job.Id] = job;
                    changes.Add(new JobEvent(job.Id, job));
                }
            }
        }
    }
}
