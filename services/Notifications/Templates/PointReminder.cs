using OpenDataAnimation.Notifications.Sending;

namespace OpenDataAnimation.Notifications.Templates;

/// <summary>The point between the élu and the project lead is near. Fields: bodyName, on, link.</summary>
internal static class PointReminder
{
    public static Letter Write(Fields fields)
    {
        var (body, on) = (fields.Need("bodyName"), fields.Day("on") ?? throw new UnfitMailException("A reminder of a point needs its day."));
        return new(
            $"Point du {on} sur les données ouvertes",
            [
                $"Le prochain point entre l’élue ou l’élu et la personne qui pilote le plan d’action de «\u00A0{body}\u00A0» est prévu le {on}.",
                "La fiche est prête\u00A0: ce qui est fait, ce qui bloque, ce qui vient. Elle tient sur une page, et les décisions attendues s’y ajoutent en deux minutes.",
            ],
            new("Ouvrir la fiche du point", fields.Link("link")),
            ["Vous recevez un seul rappel par point. Si la date ne convient plus, déplacez-le depuis la page des points."]);
    }
}
