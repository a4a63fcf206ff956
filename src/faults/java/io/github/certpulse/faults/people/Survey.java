package io.github.certpulse.faults.people;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.RunningService;
import io.github.certpulse.testing.Visitor;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Two campaigns with their schools, one without and one with caps, so that both ways of storing are under load.
///
/// @param office of the account `office`, on the first replica
public record Survey(Visitor office, List<Province> campaigns, List<Seat> seats, Clerk clerk) {
    private static final int SCHOOLS = 4;
    private static final int CERTIFICATES = 3;
    private static final int CAP = 60;

    /// A school's clerk, signed in.
    public record Clerk(Visitor visitor, Province.School school) {}

    /// Makes the campaigns at a running service.
    public static Survey at(URI address) {
        RunningService service = () -> address;
        var open = Province.with(service, roster());
        var capped = Province.with(service, roster());
        capped.change("{\"caps\":{\"perCertificate\":{\"teachers\":%d,\"students\":%1$d}}}".formatted(CAP));
        var seats = new ArrayList<Seat>();
        for (var province : List.of(open, capped)) {
            for (var school = 0; school < SCHOOLS; school++) {
                seats.addAll(seats(province, province.school(name(school)), province == capped ? CAP : 0));
            }
        }
        var clerk = new Clerk(open.clerk(name(0)), open.school(name(0)));
        return new Survey(open.office(), List.of(open, capped), List.copyOf(seats), clerk);
    }

    private static List<Seat> seats(Province province, Province.School school, int cap) {
        return school.certificates()
                .values()
                .stream()
                .flatMap(
                        certificate -> List.of(Role.values())
                                .stream()
                                .map(role -> new Seat(province.path(), school, certificate, role, cap)))
                .toList();
    }

    private static String name(int school) {
        return "第%d职业技术学院".formatted(school);
    }

    private static String[] roster() {
        return IntStream.range(0, SCHOOLS)
                .boxed()
                .flatMap(
                        school -> IntStream.range(0, CERTIFICATES)
                                .mapToObj(
                                        certificate -> "%s,高职,武汉市,,,证书%d,中级,500"
                                                .formatted(name(school), certificate)))
                .toArray(String[]::new);
    }

    /// Seats without caps.
    List<Seat> open() {
        return seats.stream().filter(seat -> seat.cap() == 0).toList();
    }
}
