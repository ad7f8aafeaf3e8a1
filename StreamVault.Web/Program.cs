using StreamVault.Core;
using StreamVault.Core.Encoding;
using StreamVault.Core.Storage;
using StreamVault.Web;
using StreamVault.Web.Accounts;
using StreamVault.Web.Commands;
using StreamVault.Web.Components;
using StreamVault.Web.Compression;
using StreamVault.Web.Connections;
using StreamVault.Web.Cors;
using StreamVault.Web.Health;
using StreamVault.Web.Jobs;
using StreamVault.Web.Library;
using StreamVault.Web.Originals;
using StreamVault.Web.Problems;
using StreamVault.Web.Proxies;
using StreamVault.Web.Reference;
using StreamVault.Web.Security;
using StreamVault.Web.Sending;
using StreamVault.Web.Settings;
using StreamVault.Web.Streaming;
using StreamVault.Web.Tokens;
using StreamVault.Web.Uploads;

PrivateMode.Enter();
if (CommandLine.IsMeant(args))
{
    return await CommandLine.RunAsync(args);
}

var builder = WebApplication.CreateBuilder(args);
builder.AddDevelopmentSettings();
builder.Services.AddVault().AddEncoding();
builder.Services.AddProblems().AddAccounts().AddJobViews().AddPages().AddStreaming().AddTokens().AddReference();
builder.Services.AddConnectionLimits().AddProxies().AddPlayersElsewhere().AddCompression();
builder.WebHost.UseSocketSending(DirectAddress.IsQuick);

var app = builder.Build();
if (app.RefusesSettings())
{
    return 1;
}

app.UseProxies();
app.UseDirectAnswers();
app.UseSecurityHeaders();
app.UseProblems();
app.UseCompression();
app.UsePlayersElsewhere();

app.UseTusMethods();

// Behind the error pages, so that they are found when a request is run again for them.
app.UseRouting();
app.UseCrossSiteGuard();
app.UseAuthentication();
app.UseCircuitGuard();
app.UseAuthorization();
app.UseAntiforgery();
app.MapHealth();
app.MapAccounts();
app.MapLibrary();
app.MapOriginals();
app.MapUploads();
app.MapStreaming();
app.MapTokens();
app.MapJobs();
app.MapReference();
app.MapPages();
try
{
    await app.RunAsync();
    return 0;
}
catch (StartupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
