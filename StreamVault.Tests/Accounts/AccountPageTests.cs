using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using StreamVault.Tests.Infrastructure;

namespace StreamVault.Tests.Accounts;

/// <summary>The account pages without JavaScript.</summary>
public sealed partial class AccountPageTests(StreamVaultApp app) : IClassFixture<StreamVaultApp>
{
    [Fact]
    public async Task Creating_the_account_signs_the_owner_in()
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();

        using var answer = await SubmitAsync(
            client,
            StreamVaultUrls.Setup,
            "setup",
            ("Form.Username", "anna"),
            ("Form.Password", "correct horse"),
            ("Form.Repeated", "correct horse")
        );

        answer.RequestMessage!.RequestUri!.AbsolutePath.Should().Be(StreamVaultUrls.Library);
        (await client.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Passwords_that_differ_keep_the_username_and_focus_the_password()
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();

        using var answer = await SubmitAsync(
            client,
            StreamVaultUrls.Setup,
            "setup",
            ("Form.Username", "anna"),
            ("Form.Password", "correct horse"),
            ("Form.Repeated", "correct mouse")
        );

        var page = await answer.Content.ReadAsStringAsync();
        page.Should().Contain("value=\"anna\"").And.MatchRegex("<input name=\"Form.Password\"[^>]* autofocus");
        page.Should().NotMatchRegex("<input name=\"Form.Username\"[^>]* autofocus");
    }

    [Fact]
    public async Task A_wrong_sign_in_keeps_the_username_and_focuses_the_password()
    {
        using var client = await app.SignInAsync();
        await client.PostAsync(StreamVaultUrls.ApiLogout, null);

        using var answer = await SubmitAsync(
            client,
            StreamVaultUrls.SignIn,
            "sign-in",
            ("Form.Username", SignedInClient.Username),
            ("Form.Password", "wrong")
        );

        var page = await answer.Content.ReadAsStringAsync();
        page.Should().Contain($"value=\"{SignedInClient.Username}\"");
        page.Should().MatchRegex("<input name=\"Form.Password\"[^>]* autofocus");
        page.Should().NotMatchRegex("<input name=\"Form.Username\"[^>]* autofocus");
    }

    [Fact]
    public async Task Without_an_account_every_page_redirects_to_setup()
    {
        await using var app = new StreamVaultApp();
        using var client = app.CreateClient();

        using var answer = await client.GetAsync(StreamVaultUrls.Library);

        answer.RequestMessage!.RequestUri!.AbsolutePath.Should().Be(StreamVaultUrls.Setup);
    }

    [Theory]
    [InlineData("/links", "/links")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    public async Task Signing_in_redirects_back_but_never_to_another_site(string returnUrl, string expected)
    {
        using var client = await app.SignInAsync();
        await client.PostAsync(StreamVaultUrls.ApiLogout, null);

        using var answer = await SubmitAsync(
            client,
            StreamVaultUrls.SignInThen(returnUrl),
            "sign-in",
            ("Form.Username", SignedInClient.Username),
            ("Form.Password", SignedInClient.Password)
        );

        answer.RequestMessage!.RequestUri!.Host.Should().Be("localhost");
        answer.RequestMessage!.RequestUri!.AbsolutePath.Should().Be(expected);
    }

    [Fact]
    public async Task Says_that_the_username_or_password_is_wrong()
    {
        using var client = await app.SignInAsync();

        using var answer = await SubmitAsync(
            client,
            StreamVaultUrls.SignIn,
            "sign-in",
            ("Form.Username", SignedInClient.Username),
            ("Form.Password", "wrong")
        );

        (await answer.Content.ReadAsStringAsync()).Should().Contain("Wrong username or password.");
    }

    [Fact]
    public async Task A_changed_password_ends_every_other_session_and_not_this_one()
    {
        await using var app = new StreamVaultApp();
        using var here = await app.SignInAsync();
        using var elsewhere = await app.SignInAsync();

        using var answer = await SubmitAsync(
            here,
            StreamVaultUrls.Account,
            "password",
            ("Form.Current", SignedInClient.Password),
            ("Form.Wanted", "another long one"),
            ("Form.Repeated", "another long one")
        );

        (await answer.Content.ReadAsStringAsync()).Should().Contain("Your password was changed.");
        (await here.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await elsewhere.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        using var login = await elsewhere.PostAsJsonAsync(
            StreamVaultUrls.ApiLogin,
            new { username = SignedInClient.Username, password = "another long one" }
        );
        login.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_at_its_next_request()
    {
        await using var app = new StreamVaultApp();
        using var here = await app.SignInAsync();
        using var elsewhere = await app.SignInAsync();

        using var answer = await SubmitAsync(here, StreamVaultUrls.Account, "everywhere");

        answer.RequestMessage!.RequestUri!.AbsolutePath.Should().Be(StreamVaultUrls.SignIn);
        (await here.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await elsewhere.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Signs_out_another_device_on_the_account_page()
    {
        await using var app = new StreamVaultApp();
        using var here = await app.SignInAsync();
        using var elsewhere = await app.SignInAsync();
        var ids = DeviceId().Matches(await here.GetStringAsync(StreamVaultUrls.Account));
        ids.Should().HaveCount(2);

        // The most recently used session comes first: this one.
        var other = ids[1].Groups["id"].Value;
        using var answer = await SubmitAsync(here, StreamVaultUrls.Account, "devices", ("Devices.Id", other));

        var page = await answer.Content.ReadAsStringAsync();
        page.Should().Contain("The device was signed out.").And.Contain("This device");
        DeviceId().Matches(page).Should().ContainSingle();
        (await here.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await elsewhere.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task All_other_devices_are_signed_out_at_once()
    {
        await using var app = new StreamVaultApp();
        using var here = await app.SignInAsync();
        using var elsewhere = await app.SignInAsync();

        using var answer = await SubmitAsync(here, StreamVaultUrls.Account, "devices", ("Devices.Others", "true"));

        (await answer.Content.ReadAsStringAsync()).Should().Contain("All other devices were signed out.");
        (await here.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await elsewhere.GetAsync(StreamVaultUrls.ApiVideos)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private static async Task<HttpResponseMessage> SubmitAsync(
        HttpClient client,
        string page,
        string form,
        params (string Name, string Value)[] fields
    )
    {
        var html = await client.GetStringAsync(page);
        var token = AntiforgeryToken().Match(html).Groups["token"].Value;
        var content = fields
            .Append(("_handler", form))
            .Append(("__RequestVerificationToken", token))
            .Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        return await client.PostAsync(page, new FormUrlEncodedContent(content));
    }

    [GeneratedRegex("name=\"Devices.Id\" value=\"(?<id>[0-9a-f-]{36})\"")]
    private static partial Regex DeviceId();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
