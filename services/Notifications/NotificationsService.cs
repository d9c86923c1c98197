using OpenDataAnimation.Contracts;
using OpenDataAnimation.Notifications.Features;
using OpenDataAnimation.Notifications.Sending;
using OpenDataAnimation.Platform.Hosting;
using OpenDataAnimation.Platform.Messaging;
using OpenDataAnimation.Platform.Portability;

namespace OpenDataAnimation.Notifications;

/// <summary>Mails to people: which words, from whom, when, and once.</summary>
public static class NotificationsService
{
    public const string Name = "notifications";

    /// <exception cref="StartUpException">A mail server is named, and a setting that goes with it is missing or wrong.</exception>
    public static WebApplicationBuilder AddNotifications(this WebApplicationBuilder builder)
    {
        var settings = builder.AddService<NotificationsDb, NotificationsDbSqlServer>(Name);
        builder.Services.AddValidation();
        builder.Services.Consume<MailRequested, KeepMail>();
        builder.Services.Consume<AccountErased, EraseMails>();
        builder.Services.AddScoped<BodyData, NotificationsData>();

        var mail = MailSettings.From(settings);
        builder.Services.AddSingleton(mail);
        builder.Services.AddSingleton<Composer>();
        builder.Services.AddSingleton<MailBell>();
        if (mail.Smtp is { } smtp)
        {
            builder.Services.AddSingleton(smtp).AddSingleton<IMailDoor, SmtpRelay>();
        }
        else
        {
            builder.Services.AddSingleton<IMailDoor, PickupFolder>();
        }

        builder.Services.AddHostedService<SendMails>();
        return builder;
    }

    public static WebApplication MapNotifications(this WebApplication app)
    {
        app.UseService();
        var notifications = app.MapApi("Notifications");
        ListMails.Map(notifications);
        RetryMail.Map(notifications);
        return app;
    }
}
