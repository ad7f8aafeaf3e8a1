using Microsoft.AspNetCore.Components;
using StreamVault.Core.Accounts;

namespace StreamVault.Web.Accounts;

/// <summary>Signs the owner in with a plain form, because a circuit can't set a cookie.</summary>
public sealed partial class SignInPage
{
    private string? _error;

    [SupplyParameterFromForm(FormName = "sign-in")]
    private SignInForm Form { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    [Inject]
    private Session Session { get; set; } = null!;

    [Inject]
    private VaultAccount Account { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SignInForm();
        if (await Account.FindAsync(HttpContext.RequestAborted) is null)
        {
            Navigation.NavigateTo(StreamVaultUrls.Setup.FromBase());
        }

        if (SignInGate.RetryAfter(HttpContext) is { } wait)
        {
            ShowLockedOut(wait);
        }
    }

    private async Task SignInAsync()
    {
        switch (await Session.SignInAsync(HttpContext, Form.Username ?? "", Form.Password ?? ""))
        {
            case SignInCheck.Right:
                Navigation.NavigateTo(
                    StreamVaultUrls.LocalOr(ReturnUrl, StreamVaultUrls.Library).FromBase(),
                    forceLoad: true
                );
                break;
            case SignInCheck.LockedOut(var wait):
                ShowLockedOut(wait);
                break;
            default:
                _error = AccountMessages.WrongCredentials;
                break;
        }
    }

    private void ShowLockedOut(TimeSpan wait)
    {
        _error = AccountMessages.LockedOut(wait);
        HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
    }

    private sealed class SignInForm
    {
        public string? Username { get; set; }
        public string? Password { get; set; }
    }
}
