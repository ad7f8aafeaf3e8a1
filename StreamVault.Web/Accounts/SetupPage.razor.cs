using Microsoft.AspNetCore.Components;
using StreamVault.Core.Accounts;
using StreamVault.Core.Entities;
using StreamVault.Core.Storage;

namespace StreamVault.Web.Accounts;

/// <summary>Creates the account on the first run and signs its owner in.</summary>
public sealed partial class SetupPage
{
    private IReadOnlyList<string> _errors = [];
    private bool _exists;
    private bool _needsCode;
    private Field _focus;

    [SupplyParameterFromForm(FormName = "setup")]
    private SetupForm Form { get; set; } = null!;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    [Inject]
    private FirstRun FirstRun { get; set; } = null!;

    [Inject]
    private Session Session { get; set; } = null!;

    [Inject]
    private VaultAccount Account { get; set; } = null!;

    [Inject]
    private VaultStorage Storage { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SetupForm();
        Form.Originals ??= OriginalsPolicy.Keep;
        _needsCode = FirstRun.NeedsCode(HttpContext);
        if (await Account.FindAsync(HttpContext.RequestAborted) is not null)
        {
            ShowExists();
        }
    }

    private async Task CreateAsync()
    {
        if (Form.Password != Form.Repeated)
        {
            _errors = ["The passwords don't match."];
            _focus = Field.Password;
            return;
        }

        switch (
            await FirstRun.CreateAsync(
                HttpContext,
                Form.Username,
                Form.Password,
                Form.Email,
                Form.SetupCode,
                Form.Originals
            )
        )
        {
            case FirstRunOutcome.Created(var user):
                await Session.BeginAsync(user);
                Navigation.NavigateTo(StreamVaultUrls.Library.FromBase(), forceLoad: true);
                break;
            case FirstRunOutcome.Refused(var faults):
                _errors = [.. faults.Select(fault => fault.Reason)];
                _focus = faults[0].Field == AccountField.Password ? Field.Password : Field.Username;
                break;
            case FirstRunOutcome.WrongCode:
                _errors = [AccountMessages.SetupCode(Form.SetupCode)];
                _focus = Field.SetupCode;
                break;
            default:
                ShowExists();
                break;
        }
    }

    private void ShowExists()
    {
        _exists = true;
        HttpContext.Response.StatusCode = StatusCodes.Status409Conflict;
    }

    /// <summary>The field that has the focus when the page opens.</summary>
    private enum Field
    {
        Username,
        Password,
        SetupCode,
    }

    private sealed class SetupForm
    {
        public string? Username { get; set; }
        public string? Email { get; set; }
        public string? Password { get; set; }
        public string? Repeated { get; set; }
        public string? SetupCode { get; set; }
        public OriginalsPolicy? Originals { get; set; }
    }
}
