package io.spendhub.shared;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Countries by their codes in ISO 3166-1. */
public final class Countries {
  private static final int NUMERIC_LENGTH = 3;
  private static final Pattern CODE = Pattern.compile("[A-Za-z]{2,3}|[0-9]{3}");

  /** The alpha-2 code of each country with its numeric one, which Java does not know. */
  private static final String NUMERIC =
      """
      AD020AE784AF004AG028AI660AL008AM051AO024AQ010AR032AS016AT040AU036AW533AX248AZ031BA070
      BB052BD050BE056BF854BG100BH048BI108BJ204BL652BM060BN096BO068BQ535BR076BS044BT064BV074
      BW072BY112BZ084CA124CC166CD180CF140CG178CH756CI384CK184CL152CM120CN156CO170CR188CU192
      CV132CW531CX162CY196CZ203DE276DJ262DK208DM212DO214DZ012EC218EE233EG818EH732ER232ES724
      ET231FI246FJ242FK238FM583FO234FR250GA266GB826GD308GE268GF254GG831GH288GI292GL304GM270
      GN324GP312GQ226GR300GS239GT320GU316GW624GY328HK344HM334HN340HR191HT332HU348ID360IE372
      IL376IM833IN356IO086IQ368IR364IS352IT380JE832JM388JO400JP392KE404KG417KH116KI296KM174
      KN659KP408KR410KW414KY136KZ398LA418LB422LC662LI438LK144LR430LS426LT440LU442LV428LY434
      MA504MC492MD498ME499MF663MG450MH584MK807ML466MM104MN496MO446MP580MQ474MR478MS500MT470
      MU480MV462MW454MX484MY458MZ508NA516NC540NE562NF574NG566NI558NL528NO578NP524NR520NU570
      NZ554OM512PA591PE604PF258PG598PH608PK586PL616PM666PN612PR630PS275PT620PW585PY600QA634
      RE638RO642RS688RU643RW646SA682SB090SC690SD729SE752SG702SH654SI705SJ744SK703SL694SM674
      SN686SO706SR740SS728ST678SV222SX534SY760SZ748TC796TD148TF260TG768TH764TJ762TK772TL626
      TM795TN788TO776TR792TT780TV798TW158TZ834UA804UG800UM581US840UY858UZ860VA336VC670VE862
      VG092VI850VN704VU548WF876WS882YE887YT175ZA710ZM894ZW716
      """;

  private static final Map<String, String> ALPHA_2 = alpha2ByCode();
  private static final Map<String, String> ALPHA_2_BY_NUMBER = alpha2ByNumber();

  private Countries() {}

  /**
   * The alpha-2 code of an upper-case alpha-2 or alpha-3 code; empty if there is no such country.
   */
  public static Optional<String> alpha2(String code) {
    return Optional.ofNullable(ALPHA_2.get(code));
  }

  /**
   * The alpha-2 code of what a card network told as a country: alpha-2, alpha-3 or numeric, in
   * either case, blanks around it; empty if it is none that ISO 3166-1 knows.
   */
  public static Optional<String> understood(String told) {
    String code = told.strip();
    if (!CODE.matcher(code).matches()) {
      return Optional.empty();
    }
    return alpha2(code.toUpperCase(Locale.ROOT))
        .or(() -> Optional.ofNullable(ALPHA_2_BY_NUMBER.get(code)));
  }

  private static Map<String, String> alpha2ByCode() {
    Map<String, String> byCode = new HashMap<>();
    for (String alpha2 : Locale.getISOCountries()) {
      byCode.put(alpha2, alpha2);
      byCode.put(Locale.of("", alpha2).getISO3Country(), alpha2);
    }
    return Map.copyOf(byCode);
  }

  private static Map<String, String> alpha2ByNumber() {
    Map<String, String> byNumber = new HashMap<>();
    String pairs = NUMERIC.replace("\n", "");
    int length = 2 + NUMERIC_LENGTH;
    for (int at = 0; at < pairs.length(); at += length) {
      byNumber.put(pairs.substring(at + 2, at + length), pairs.substring(at, at + 2));
    }
    return Map.copyOf(byNumber);
  }
}
