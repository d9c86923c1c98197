using OpenDataAnimation.Contracts;
using OpenDataAnimation.Platform.Access;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Stakeholders.Contacts.Features;

namespace OpenDataAnimation.Stakeholders;

/// <summary>Who a body works with: elected people, services, contractors, other bodies, citizens, associations.</summary>
public static class StakeholdersService
{
    public const string Name = "stakeholders";

    public static WebApplicationBuilder AddStakeholders(this WebApplicationBuilder builder)
    {
        builder.AddService<StakeholdersDb, StakeholdersDbSqlServer>(Name);
        builder.Services.AddValidation();
        return builder;
    }

    public static WebApplication MapStakeholders(this WebApplication app)
    {
        app.UseService();
        var stakeholders = app.MapApi("Stakeholders");
        ListContacts.Map(stakeholders);
        GetContact.Map(stakeholders);
        AddContact.Map(stakeholders);
        EditContact.Map(stakeholders);
        DeleteContact.Map(stakeholders);
        RestoreContact.Map(stakeholders);
        ExportContact.Map(stakeholders);
        EraseContact.Map(stakeholders);
        stakeholders.MapGroup("/bodies/{bodyId:guid}").MapReads<StakeholdersDb>(ShareSubject.Contacts);
        return app;
    }
}
