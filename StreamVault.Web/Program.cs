using StreamVault.Core;
using StreamVault.Core.Hosting;
using StreamVault.Core.Storage;
using StreamVault.Web.Accounts;
using StreamVault.Web.Albums;
using StreamVault.Web.Background;
using StreamVault.Web.BulkEdits;
using StreamVault.Web.Commands;
using StreamVault.Web.Components;
using StreamVault.Web.Compression;
using StreamVault.Web.Connections;
using StreamVault.Web.Cors;
using StreamVault.Web.Health;
using StreamVault.Web.Integrity;
using StreamVault.Web.Jobs;
using StreamVault.Web.Library;
using StreamVault.Web.Marks;
using StreamVault.Web.Originals;
using StreamVault.Web.Places;
using StreamVault.Web.Playback;
using StreamVault.Web.Previews;
using StreamVault.Web.Problems;
using StreamVault.Web.Proxies;
using StreamVault.Web.Reference;
using StreamVault.Web.Security;
using StreamVault.Web.Settings;
using StreamVault.Web.Similarity;
using StreamVault.Web.Startup;
using StreamVault.Web.Streaming;
using StreamVault.Web.Subtitles;
using StreamVault.Web.Tags;
using StreamVault.Web.Tokens;
using StreamVault.Web.Trash;
using StreamVault.Web.Uploads;

PrivateMode.Enter();
if (CommandLine.IsCommand(args))
{
    return await CommandLine.RunAsync(args);
}

var mode = StartMode.From(args, out var settings);
var builder = WebApplication.CreateBuilder(settings);
builder.AddDevelopmentSettings();
builder.AddDefaultAddress();
builder.Services.AddSingleton(mode);
builder.Services.AddVault().AddTowns();
builder
    .Services.AddProblems()
    .AddAccounts()
    .AddJobViews()
    .AddDownloads()
    .AddPages()
    .AddStreaming()
    .AddTokens()
    .AddReference();
builder.Services.AddConnectionLimits().AddBodyLimits().AddProxies().AddPlayersElsewhere().AddCompression();
builder.WebHost.UseConnections();

// Added last, so that it is disposed of first.
builder.AddStartupFailures();

var app = builder.Build();
if (app.RefusesSettings() || app.CannotStart())
{
    return 1;
}

app.UseProxies();
app.UseSecurityHeaders();
app.UseProblems();
app.UseCompression();
app.UsePlayersElsewhere();

app.UseTusMethods();
app.UseSignInGate();

// After the error-page middleware, so that requests re-executed for an error page are routed again.
app.UseRouting();
app.UseBodyLimits();
app.UseCrossSiteGuard();
app.UseAuthentication();
app.UseCircuitGuard();
app.UseAuthorization();
app.UseHiddenVideoGate();
app.UseAntiforgery();
app.MapHealth();
app.MapAccounts();
app.MapLibrary();
app.MapBulkEdits();
app.MapTags();
app.MapAlbums();
app.MapOriginals();
app.MapQuarantine();
app.MapUploads();
app.MapStreaming();
app.MapTokens();
app.MapJobs();
app.MapBackground();
app.MapTrash();
app.MapPlayback();
app.MapMarks();
app.MapPreviews();
app.MapSubtitles();
app.MapSimilarity();
app.MapReference();
app.MapPages();

// The configuration can't be read after the server has stopped.
var addresses = ListenAddresses.Of(app.Configuration);
try
{
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (StartupFailures.Explain(e, addresses) is { } message)
{
    await Console.Error.WriteLineAsync(message);
    return 1;
}
