#:project ../../../StreamVault.Core/StreamVault.Core.csproj
#:property PublishAot=false
#:property TreatWarningsAsErrors=false
// Generates a vault of many videos, rows only, and measures searches and the first page of the library in it:
// dotnet run script/lab/benches/library.cs -- FOLDER VIDEOS
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StreamVault.Core.Entities;
using StreamVault.Core.Events;
using StreamVault.Core.Library;
using StreamVault.Core.Persistence;
using StreamVault.Core.Recording;
using StreamVault.Core.Storage;

const int Rounds = 20;
string[] events =
[
    "Weihnachten",
    "Geburtstag",
    "Hochzeit",
    "Einschulung",
    "Sommerfest",
    "Ostern",
    "Silvester",
    "Taufe",
    "Christmas",
    "Birthday",
    "Wedding",
    "Holiday",
    "Garden party",
    "School play",
    "Football",
    "Concert",
    "Beach",
    "Skiing",
    "Hiking",
];
string[] people =
[
    "Oma",
    "Opa",
    "Anna",
    "Peter",
    "Marie",
    "Jürgen",
    "Zoë",
    "Łukasz",
    "Grandma",
    "Uncle Bob",
    "Mia",
    "Noah",
];
string[] places =
[
    "Zürich",
    "Łódź",
    "Paris",
    "New York",
    "京都",
    "Hamburg",
    "Wien",
    "Rome",
    "Oslo",
    "Kraków",
    "Bern",
    "Porto",
];
string[] things =
[
    "Straße",
    "Garten",
    "cake",
    "castle",
    "mountain",
    "lake",
    "tree",
    "song",
    "dance",
    "boat",
    "train",
    "dog",
    "cat",
    "snow",
    "fire",
    "house",
    "bridge",
    "market",
    "river",
    "park",
    "café",
    "church",
    "museum",
    "playground",
];

var (folder, count) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
await using var services = new ServiceCollection()
    .AddSingleton(new VaultStorage(folder))
    .AddSingleton<EventHub>()
    .AddSingleton<VideoLibrary>()
    .AddDatabase()
    .BuildServiceProvider();
var contexts = services.GetRequiredService<IDbContextFactory<StreamVaultDbContext>>();
var library = services.GetRequiredService<VideoLibrary>();
await Database.MigrateAsync(services, default);
await GenerateAsync();

Console.WriteLine(
    $"{count} videos, database {new FileInfo(services.GetRequiredService<VaultStorage>().DatabasePath).Length >> 20} MB"
);
Console.WriteLine($"{"", -28}{"p50 ms", 10}{"p95 ms", 10}");
var peer =
    "SELECT * FROM videos WHERE title LIKE '%weihnachten%' OR description LIKE '%weihnachten%' ORDER BY created_at DESC LIMIT 48";
await MeasureAsync("peer: plain LIKE", [peer], LikeAsync);
await MeasureAsync("first page by date", [""], text => PageAsync(text, VideoSort.RecordedLast));
await MeasureAsync("rows above the first page", [""], async _ => await library.RowsAsync(false, default));
await MeasureAsync("one word", ["weihnachten", "strasse", "oma", "kyoto", "schloss"], text => PageAsync(text));
await MeasureAsync(
    "two and three words",
    ["oma garten", "anna beach 1998", "peter wedding lake"],
    text => PageAsync(text)
);
await MeasureAsync("prefix", ["we", "wei", "gart", "ann", "199"], text => PageAsync(text));
await MeasureAsync("one letter", ["w", "a"], text => PageAsync(text));
await MeasureAsync("phrase", ["\"garden party\"", "\"look at the castle\""], text => PageAsync(text));
await MeasureAsync("misspelled", ["weinachten", "gebrutstag", "hochzeti oma"], text => PageAsync(text));
await MeasureAsync("inside a word", ["nachten", "burtstag"], text => PageAsync(text));
await MeasureAsync(
    "filters",
    ["tag:lake", "person:oma year:1998", "album:1998 is:favourite", "oma year:199X -cake"],
    text => PageAsync(text)
);
await MeasureAsync("spoken word", ["saxophone", "look castle"], text => PageAsync(text));
Console.WriteLine($"memory {Environment.WorkingSet >> 20} MB");

async Task PageAsync(string text, VideoSort sort = VideoSort.Relevance) =>
    await library.OverviewAsync(new VideoQuery(text, Sort: sort, Take: 24), default);

async Task LikeAsync(string statement)
{
    await using var database = contexts.CreateDbContext();
    await database.Videos.FromSqlRaw(statement).AsNoTracking().ToListAsync();
}

async Task MeasureAsync(string name, string[] texts, Func<string, Task> run)
{
    var times = new List<double>();
    for (var round = -1; round < Rounds; round++)
    {
        foreach (var text in texts)
        {
            var began = Stopwatch.GetTimestamp();
            await run(text);
            // The first round compiles.
            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }
    }

    times.Sort();
    Console.WriteLine($"{name, -28}{times[times.Count / 2], 10:0.0}{times[times.Count * 95 / 100], 10:0.0}");
}

async Task GenerateAsync()
{
    var random = new Random(1998);
    string Any(string[] from) => from[random.Next(from.Length)];
    var began = Stopwatch.GetTimestamp();
    Dictionary<string, int> tags = [];
    await using (var database = contexts.CreateDbContext())
    {
        var all = things
            .Select(name => new Tag { Name = name })
            .Concat(people.Select(name => new Tag { Kind = TagKind.Person, Name = name }))
            .ToList();
        database.Tags.AddRange(all);
        await database.SaveChangesAsync();
        tags = all.ToDictionary(tag => tag.Name, tag => tag.Id);
    }

    var start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    var albums = Enumerable
        .Range(1990, 30)
        .Select(year => new Album { Id = AlbumId.New(start.AddDays(year)), Title = $"Family {year}" })
        .ToList();
    await using (var database = contexts.CreateDbContext())
    {
        database.Albums.AddRange(albums);
        await database.SaveChangesAsync();
    }

    for (var done = 0; done < count; done += 500)
    {
        await using var database = contexts.CreateDbContext();
        await using var transaction = await database.Database.BeginTransactionAsync();
        List<VideoId> spoken = [];
        for (var at = done; at < Math.Min(count, done + 500); at++)
        {
            var added = start.AddMinutes(at);
            var year = random.Next(1985, 2026);
            var day = new DateTime(year, 1, 1).AddDays(random.Next(365));
            var video = new Video
            {
                Id = VideoId.New(added),
                Title =
                    random.Next(4) == 0
                        ? $"MVI_{random.Next(10_000):0000}"
                        : $"{Any(events)} {Any(people)} {Any(things)} {year}",
                Description =
                    random.Next(3) == 0
                        ? $"{Any(people)} and {Any(people)} at the {Any(things)} in {Any(places)}"
                        : null,
                OriginalFilename = $"MVI_{at:00000}.MOV",
                Status = VideoStatus.Ready,
                Qualities = ["1080p", "720p", "480p"],
                DurationSeconds = random.Next(10, 7200),
                FileSizeBytes = random.NextInt64(1 << 20, 1L << 34),
                Camera =
                    random.Next(2) == 0 ? Any(["Sony TRV900", "GoPro HERO9", "Apple iPhone 12", "Canon EOS R5"]) : null,
                Town = random.Next(3) == 0 ? Any(places) : null,
                ApproximateDate = EdtfDate.Parse(
                    random.Next(5) switch
                    {
                        0 => $"{year}",
                        1 => $"{day:yyyy-MM}",
                        _ => $"{day:yyyy-MM-dd}",
                    },
                    null
                ),
                IsFavourite = random.Next(30) == 0,
                IsPrivate = random.Next(100) == 0,
                CreatedAt = added,
                UpdatedAt = added,
            };
            database.Videos.Add(video);
            foreach (var tag in new[] { Any(things), Any(things), Any(people) }.Distinct())
            {
                database.VideoTags.Add(new VideoTag { VideoId = video.Id, TagId = tags[tag] });
            }

            if (year is >= 1990 and < 2020)
            {
                database.AlbumVideos.Add(
                    new AlbumVideo
                    {
                        AlbumId = albums[year - 1990].Id,
                        VideoId = video.Id,
                        Position = at,
                    }
                );
            }

            if (random.Next(20) == 0)
            {
                spoken.Add(video.Id);
            }
        }

        await database.SaveChangesAsync();
        foreach (var video in spoken)
        {
            await SearchIndex.SetPassagesAsync(
                database,
                video,
                PassageKind.Subtitle,
                Enumerable.Range(0, 100).Select(line => new Passage(line * 4, Line(Any))),
                default
            );
        }

        await transaction.CommitAsync();
    }

    Console.WriteLine($"generated in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");

    string Line(Func<string[], string> any) =>
        random.Next(200) == 0
            ? "Listen to the saxophone"
            : $"Look at the {any(things)}, {any(people)}, near the {any(things)}";
}
