package io.millrace.price;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** How the world writes its currencies. */
final class CurrencySpellings {
    /**
     * Spelling, then the currencies that it can mean. Behind the codes: "!" for the first one where no hint says
     * otherwise, "<" for a spelling that is a sign only where it and a number with a separator are
     * the whole text, ">" for one only behind a number.
     */
    static final String SYMBOLS = """
            €=EUR|£=GBP EGP LBP SYP!|$=USD CAD AUD NZD SGD HKD TWD MXN CLP COP ARS UYU BRL DOP JMD TTD BBD NAD FJD BSD BZD
            ¥=JPY CNY|元=CNY TWD HKD|円=JPY|圓=TWD HKD|원=KRW|₩=KRW|₹=INR|₽=RUB|₴=UAH|₸=KZT|₺=TRY|₪=ILS|₫=VND
            ฿=THB|₱=PHP|₦=NGN|₵=GHS|GH₵=GHS|GH¢=GHS|₡=CRC|₲=PYG|₼=AZN|₾=GEL|₤=GBP|ƒ=ANG AWG|Afl=AWG|Afl.=AWG|૱=INR|௹=INR|֏=AMD|৳=BDT|₮=MNT|₭=LAK|៛=KHR|؋=AFN|⃀=KGS
            ₨=INR PKR LKR NPR MUR SCR|﷼=SAR IRR QAR OMR YER|E£=EGP|LE=EGP>|L.E.=EGP|L.E=EGP|S£=SYP|€uro=EUR
            M.N.=MXN|MN=MXN>|US$=USD|US $=USD|U$S=USD|u$s=USD|U$D=USD|USD$=USD|$US=USD|$ US=USD|$USD=USD|CA$=CAD|C$=CAD|CAD$=CAD|CDN$=CAD|$CA=CAD
            Can$=CAD|CAN$=CAD|C $=CAD|CA $=CAD|$ CA=CAD|$ CAN=CAD|$CAD=CAD|A$=AUD|AU$=AUD|AUD$=AUD|AU $=AUD|NZ$=NZD|NZ $=NZD
            S$=SGD|SG$=SGD|SGD$=SGD|HK$=HKD|HK $=HKD|HKD$=HKD|NT$=TWD|NTD$=TWD|NTD=TWD|NT=TWD<|MX$=MXN|MEX$=MXN|Mex$=MXN|MXN$=MXN
            R$=BRL|CLP$=CLP|COL$=COP|COP$=COP|AR$=ARS|ARS$=ARS|$U=UYU|UY$=UYU|RD$=DOP|J$=JMD|TT$=TTD|N$=NAD|B$=BND BSD|Z$=ZWL
            EC$=XCD|BZ$=BZD|FJ$=FJD|Bds$=BBD|BDS$=BBD|BBD$=BBD|MOP$=MOP|G$=GYD|GY$=GYD|CI$=KYD|L$=LRD|SI$=SBD|BD$=BMD
            S/=PEN|S/.=PEN|s/=PEN|s/.=PEN|B/.=PAB|Q=GTQ<|Q.=GTQ<|L=HNL<|L.=HNL<|Bs=BOB VES|Bs.=BOB VES|Gs=PYG|Gs.=PYG
            R=ZAR|RM=MYR|Rp=IDR|Rp.=IDR|rp=IDR|RP=IDR|Php=PHP|PhP=PHP|php=PHP|P=PHP BWP<|K=ZMW PGK<|Ks=MMK|ကျပ်=MMK
            Rs=INR PKR LKR NPR MUR SCR|Rs.=INR PKR LKR NPR MUR SCR|RS.=INR PKR LKR NPR MUR SCR|RS=INR PKR LKR NPR MUR SCR
            rs=INR PKR LKR NPR MUR SCR|rs.=INR PKR LKR NPR MUR SCR|Re=INR<|Re.=INR<|Rupees=INR PKR LKR NPR|rupees=INR PKR LKR NPR
            रुपये=INR|रुपए=INR|रु=INR NPR!|रु.=INR NPR!|रू=NPR|रू.=NPR|ரூ=INR|ரூ.=INR|రూ=INR|రూ.=INR|ರೂ=INR|ರೂ.=INR|രൂപ=INR|રૂ=INR|રૂ.=INR
            টাকা=BDT|Tk=BDT|Tk.=BDT|tk=BDT|TK=BDT|Taka=BDT|රු=LKR|රු.=LKR|රුපියල්=LKR|روپے=PKR|روپیہ=PKR
            Kč=CZK|kč=CZK|KČ=CZK|Kčs=CZK|Kc=CZK>|korun=CZK|koruna=CZK|koruny=CZK|zł=PLN|ZŁ=PLN|Zł=PLN|zl=PLN|złotych=PLN|złote=PLN|złoty=PLN
            Ft=HUF|FT=HUF|forint=HUF|Forint=HUF|lei=RON MDL!|Lei=RON MDL!|LEI=RON MDL!|leu=RON MDL!|Leu=RON MDL!
            лей=MDL RON!|леев=MDL RON!|kn=HRK|Kn=HRK|din=RSD>|din.=RSD|дин=RSD|дин.=RSD|РСД=RSD|рсд=RSD|dinara=RSD|динара=RSD
            ден=MKD|ден.=MKD|денари=MKD|Lek=ALL|Lekë=ALL|lek=ALL|lekë=ALL|лв=BGN|лв.=BGN|ЛВ=BGN|Лв=BGN|Лв.=BGN|лева=BGN|лев=BGN|lv=BGN>|lv.=BGN>|leva=BGN>
            руб=RUB BYN!|руб.=RUB BYN!|Руб=RUB BYN!|Руб.=RUB BYN!|РУБ=RUB BYN!|РУБ.=RUB BYN!|рублей=RUB BYN!|рубля=RUB BYN!|рубль=RUB BYN!|р=RUB BYN!>|р.=RUB BYN!|Р=RUB BYN!>|Р.=RUB BYN!>|rub=RUB>|rub.=RUB>|Rub=RUB>
            бел. руб.=BYN|Br=BYN ETB|грн=UAH|грн.=UAH|ГРН=UAH|Грн=UAH|гривень=UAH|гривен=UAH|гривні=UAH|uah=UAH>|тг=KZT|тг.=KZT|Тг=KZT|тенге=KZT|теңге=KZT
            сум=UZS|сўм=UZS|so'm=UZS|so‘m=UZS|soʻm=UZS|сом=KGS|сомон=TJS|сомонӣ=TJS|смн=TJS|ман=AZN>|манат=AZN TMT!|manat=AZN TMT!|ლარი=GEL|лари=GEL|դրամ=AMD|драм=AMD|төгрөг=MNT
            TL=TRY|tl=TRY|Tl=TRY|lira=TRY|YTL=TRY|NIS=ILS|ש"ח=ILS|ש״ח=ILS|ש''ח=ILS|שח=ILS|שקל=ILS|שקלים=ILS
            ر.س=SAR|ر.س.=SAR|رس=SAR|SR=SAR<|S.R.=SAR|د.إ=AED|د.إ.=AED|ج.م=EGP|ج.م.=EGP|د.ك=KWD|د.ك.=KWD|ر.ق=QAR|ر.ق.=QAR|QR=QAR<|ر.ع=OMR|ر.ع.=OMR
            ر.ي=YER|د.ب=BHD|د.ب.=BHD|د.ت=TND|د.ت.=TND|د.ج=DZD|د.ج.=DZD|دج=DZD|د.م=MAD|د.م.=MAD|د.أ=JOD|د.أ.=JOD|د.ا=JOD|د.ع=IQD|د.ع.=IQD|ل.ل=LBP|ل.ل.=LBP|ل.س=SYP|ل.س.=SYP|د.ل=LYD|د.ل.=LYD
            ریال=IRR|درهم=AED MAD|جنيه=EGP|جنية=EGP|ريال=SAR QAR OMR YER|دينار=KWD JOD IQD BHD DZD LYD TND|ليرة=SYP LBP TRY
            Dhs=AED MAD|Dhs.=AED MAD|dhs=AED MAD|DH=MAD AED|Dh=MAD AED|dh=MAD AED|DHS=AED MAD|KD=KWD|K.D.=KWD|JD=JOD|BD=BHD<|B.D.=BHD|RO=OMR<|R.O.=OMR|DT=TND|DA=DZD>|LL=LBP<|L.L.=LBP
            đ=VND|Đ=VND|đồng=VND|Đồng=VND|vnđ=VND|VNĐ=VND|VNd=VND|บาท=THB|ກີບ=LAK|រៀល=KHR
            KSh=KES|Ksh=KES|KSH=KES|ksh=KES|KSh.=KES|Ksh.=KES|KShs=KES|Kshs=KES|TSh=TZS|Tsh=TZS|TSH=TZS|USh=UGX|Ush=UGX|USH=UGX|UShs=UGX
            FCFA=XOF XAF|F CFA=XOF XAF|Fcfa=XOF XAF|CFA=XOF XAF|F.CFA=XOF XAF|FRW=RWF|Frw=RWF|Kz=AOA
            kr=SEK NOK DKK ISK|kr.=SEK NOK DKK ISK|Kr=SEK NOK DKK ISK|Kr.=SEK NOK DKK ISK|KR=SEK NOK DKK ISK|KR.=SEK NOK DKK ISK
            kronor=SEK|kroner=NOK DKK|krónur=ISK|SFr=CHF|SFr.=CHF|sFr=CHF|sFr.=CHF|SFR=CHF|SFR.=CHF|sfr=CHF|sfr.=CHF
            Fr=CHF|Fr.=CHF|fr.=CHF|FR.=CHF|Franken=CHF|RMB=CNY|rmb=CNY|人民币=CNY|人民幣=CNY|日元=JPY|日圓=JPY|港币=HKD|港幣=HKD|新台幣=TWD|台幣=TWD|美元=USD|美金=USD|欧元=EUR|歐元=EUR|英镑=GBP|圆=CNY
            CN¥=CNY|CNY¥=CNY|RMB¥=CNY|JP¥=JPY|JPY¥=JPY|US dollars=USD|US Dollars=USD|US dollar=USD|Canadian dollars=CAD|Australian dollars=AUD|Lt=LTL>|Ls=LVL|Sk=SKK>|DM=DEM
            ¢=USD CAD AUD NZD EUR|EURO=EUR|Euro=EUR|euro=EUR|Euros=EUR|euros=EUR|EUROS=EUR|Eur=EUR|ευρώ=EUR|ΕΥΡΩ=EUR|Ευρώ=EUR|евро=EUR|eura=EUR|eurá=EUR|eur=EUR|eurų=EUR|eiro=EUR|eurot=EUR|euroa=EUR|evro=EUR|evrov=EUR|يورو=EUR|יורו=EUR|ユーロ=EUR|유로=EUR
            pounds=GBP|Pounds=GBP|quid=GBP|GBP£=GBP|dollars=USD CAD AUD NZD|Dollars=USD CAD AUD NZD|dollar=USD CAD AUD NZD|dolares=USD|dólares=USD|доллар=USD|долларов=USD|долл.=USD|у.е.=USD|دولار=USD|ドル=USD|달러=USD|yen=JPY|reais=BRL
            pesos=MXN CLP COP ARS UYU PHP DOP|Pesos=MXN CLP COP ARS UYU PHP DOP|colones=CRC|quetzales=GTQ|lempiras=HNL|bolivianos=BOB|guaraníes=PYG|naira=NGN|cedis=GHS|rand=ZAR|rands=ZAR|yuan=CNY|yuans=CNY|rubles=RUB|roubles=RUB|hryvnia=UAH|hryvnias=UAH|shekels=ILS|shekel=ILS|dirhams=AED MAD|dirham=AED MAD|riyals=SAR QAR OMR YER|riyal=SAR QAR OMR YER|dinars=KWD JOD IQD BHD DZD LYD TND RSD|dinar=KWD JOD IQD BHD DZD LYD TND RSD|francs=CHF XOF XAF|zloty=PLN|zlotych=PLN|złotówek=PLN|forints=HUF|rupee=INR PKR LKR NPR|Rupee=INR PKR LKR NPR|rupiahs=IDR|krona=SEK|krone=NOK DKK|króna=ISK|crowns=CZK SEK NOK DKK ISK|dólar=USD|shillings=KES TZS UGX|taka=BDT|dong=VND>|шекелей=ILS|шек=ILS|юаней=CNY|юань=CNY|иен=JPY|крон=CZK SEK NOK DKK|франков=CHF|фунтов=GBP|бат=THB|злотых=PLN|лир=TRY|рупий=INR|тенгe=KZT|baht=THB|Baht=THB|ringgit=MYR|rupiah=IDR""";

    /** Codes that are no words of a language when written in lower case. */
    static final String LOWER_CASE_CODES =
            "eur usd gbp chf pln czk sek nok dkk huf inr aud nzd jpy cny krw rub uah sgd hkd brl zar aed thb myr idr vnd";

    /** The same with a capital. */
    static final String TITLE_CASE_CODES =
            "Usd Gbp Chf Pln Czk Nok Dkk Huf Inr Aud Nzd Jpy Cny Krw Uah Sgd Hkd Brl Aed Thb Myr Idr Vnd Kwd Qar Pkr Kes Ngn";

    /** ISO 4217's, but for metals and funds. */
    static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .filter(code ->
                    !code.startsWith("X") || Set.of("XAF", "XOF", "XPF", "XCD").contains(code))
            .collect(Collectors.toUnmodifiableSet());

    private CurrencySpellings() {}
}
