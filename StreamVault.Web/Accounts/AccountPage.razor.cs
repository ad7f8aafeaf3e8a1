using Microsoft.AspNetCore.Components;
using StreamVault.Core.Accounts;
using StreamVault.Core.Entities;
using StreamVault.Core.Throttling;
using StreamVault.Web.Problems;

namespace StreamVault.Web.Accounts;

/// <summary>Changes the password and lists sessions. Uses plain forms, because they set or delete the cookie.</summary>
public sealed partial class AccountPage
{
    private IReadOnlyList<string> _errors = [];
    private string? _done;

    [SupplyParameterFromForm(FormName = "password")]
    private PasswordForm Form { get; set; } = null!;

    [SupplyParameterFromForm(FormName = "devices")]
    private DevicesForm Devices { get; set; } = null!;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    [Inject]
    private VaultAccount Account { get; set; } = null!;

    [Inject]
    private Session Session { get; set; } = null!;

    [Inject]
    private UserSessions Sessions { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private Guid? Current => Sessions.Find(SessionCookie.SecretOf(HttpContext.User));

    protected override void OnInitialized()
    {
        Form ??= new PasswordForm();
        Devices ??= new DevicesForm();
    }

    private async Task ChangePasswordAsync()
    {
        if (Form.Wanted != Form.Repeated)
        {
            _errors = ["The new passwords don't match."];
            return;
        }

        var user = await OwnerAsync();
        var from = RemoteAddress.Of(HttpContext.Connection.RemoteIpAddress);
        switch (
            await Account.ChangePasswordAsync(
                user,
                Form.Current ?? "",
                Form.Wanted ?? "",
                from,
                HttpContext.RequestAborted
            )
        )
        {
            case PasswordChange.Changed:
                // The change ended every session; this one continues.
                await Session.BeginAsync(user);
                _done = "Your password was changed. All other devices were signed out.";
                break;
            case PasswordChange.LockedOut(var wait):
                _errors = [AccountMessages.LockedOut(wait)];
                HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                HttpContext.Response.SayWhenToRetry(wait);
                break;
            case PasswordChange.Refused(var reasons):
                _errors = reasons;
                break;
        }
    }

    private async Task SignOutDevicesAsync()
    {
        if (Devices.Others)
        {
            await Sessions.EndOthersAsync(Current);
            _done = "All other devices were signed out.";
        }
        else if (Devices.Id is { } id && id == Current)
        {
            await Session.SignOutAsync();
            Navigation.NavigateTo(StreamVaultUrls.SignIn.FromBase(), forceLoad: true);
        }
        else if (Devices.Id is { } other)
        {
            await Sessions.EndAsync(other);
            _done = "The device was signed out.";
        }
    }

    private async Task SignOutEverywhereAsync()
    {
        await Account.SignOutEverywhereAsync(await OwnerAsync());
        await Session.SignOutAsync();
        Navigation.NavigateTo(StreamVaultUrls.SignIn.FromBase(), forceLoad: true);
    }

    private async Task<VaultUser> OwnerAsync() =>
        await Account.FindAsync(HttpContext.RequestAborted)
        ?? throw new InvalidOperationException("A session exists without an account.");

    private sealed class DevicesForm
    {
        public Guid? Id { get; set; }
        public bool Others { get; set; }
    }

    private sealed class PasswordForm
    {
        public string? Current { get; set; }
        public string? Wanted { get; set; }
        public string? Repeated { get; set; }
    }
}
