package io.github.certpulse.output.report;

import java.util.HexFormat;
import java.util.List;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xddf.usermodel.PresetColor;
import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFLineProperties;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisOrientation;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.AxisTickMark;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.LayoutMode;
import org.apache.poi.xddf.usermodel.chart.LayoutTarget;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryAxis;
import org.apache.poi.xddf.usermodel.chart.XDDFChartAxis;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFManualLayout;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.xmlbeans.XmlCursor;
import org.openxmlformats.schemas.drawingml.x2006.main.CTTextBody;
import org.openxmlformats.schemas.drawingml.x2006.main.CTTextCharacterProperties;
import org.openxmlformats.schemas.drawingml.x2006.main.STTextAlignType;

/// A question's shares as horizontal bars, in the order of the options: an axis from 0 to 100 % that is the same for
/// all questions, so that charts can be compared, and the number at each bar.
final class ShareChart {
    /// How long a label's lines may be, in columns' places. Not every program breaks them itself.
    static final int LABEL_WIDTH = 34;
    private static final double LABEL_LINE = 12.5;
    private static final double LABEL_GAP = 4;
    private static final String SCHEMA = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static final int POINTS = 900;
    private static final int TITLE_POINTS = 1000;
    private static final int GAP_PERCENT = 45;
    private static final double TICK = 0.2;
    /// The part of the width that is left for the options' wording.
    private static final double WORDING = 0.42;
    private static final double RIGHT = 0.11;
    private static final double TITLE_LINE = 14;
    private static final double TITLE_EDGE = 14;
    private static final int TITLE_WIDTH = 56;
    private static final double AXIS = 26;
    private final XSSFSheet sheet;

    ShareChart(XSSFSheet sheet) {
        this.sheet = sheet;
    }

    /// What a chart shows and where.
    ///
    /// @param height in points
    /// @param labels the cells with the options' wording, in lines of at most [#LABEL_WIDTH]
    /// @param shares the cells with their shares
    /// @param absent the numbers of the options without a share, from 0
    record Bars(
            XSSFClientAnchor place,
            double height,
            String name,
            String title,
            String series,
            CellRangeAddress labels,
            CellRangeAddress shares,
            List<Integer> absent) {}

    /// The height in points that all labels need.
    static double minHeight(String title, List<List<String>> labels) {
        var most = labels.stream().mapToInt(List::size).max().orElse(1);
        return titleHeight(title) + AXIS + labels.size() * (most * LABEL_LINE + LABEL_GAP);
    }

    private static double titleHeight(String title) {
        return TITLE_EDGE + TITLE_LINE * Grid.lines(title, TITLE_WIDTH);
    }

    void draw(Bars content) {
        var chart = sheet.createDrawingPatriarch().createChart(content.place());
        chart.getGraphicFrame().setName(content.name());
        chart.setTitleText(content.title());
        chart.setTitleOverlay(false);
        // The labels are in a hidden column.
        chart.setPlotOnlyVisibleCells(false);
        var options = chart.createCategoryAxis(AxisPosition.LEFT);
        var axis = chart.createValueAxis(AxisPosition.BOTTOM);
        layOut(options, axis);
        var data = (XDDFBarChartData) chart.createData(ChartTypes.BAR, options, axis);
        data.setBarDirection(BarDirection.BAR);
        data.setVaryColors(false);
        data.setGapWidth(GAP_PERCENT);
        var labels = XDDFDataSourcesFactory.fromStringCellRange(sheet, content.labels());
        var bars = (XDDFBarChartData.Series) data
                .addSeries(labels, XDDFDataSourcesFactory.fromNumericCellRange(sheet, content.shares()));
        bars.setTitle(content.series(), null);
        bars.setFillProperties(new XDDFSolidFillProperties(XDDFColor.from(HexFormat.of().parseHex(Styles.BAR))));
        chart.plot(data);
        labelBars(bars, content.absent());
        place(chart.getOrAddManualLayout(), titleHeight(content.title()) / content.height(), AXIS / content.height());
        setFonts(chart);
    }

    private static void place(XDDFManualLayout bars, double above, double below) {
        bars.setTarget(LayoutTarget.INNER);
        bars.setXMode(LayoutMode.EDGE);
        bars.setYMode(LayoutMode.EDGE);
        bars.setX(WORDING);
        bars.setWidthRatio(1 - WORDING - RIGHT);
        bars.setY(above);
        bars.setHeightRatio(1 - above - below);
    }

    private static void layOut(XDDFCategoryAxis options, XDDFValueAxis axis) {
        options.setOrientation(AxisOrientation.MAX_MIN);
        options.setMajorTickMark(AxisTickMark.NONE);
        axis.setMinimum(0);
        axis.setMaximum(1);
        axis.setMajorUnit(TICK);
        axis.setNumberFormat("0%");
        axis.setMajorTickMark(AxisTickMark.NONE);
        // The first option is on top; the axis would move there too.
        axis.setCrosses(AxisCrosses.MAX);
        var grey = new XDDFLineProperties(new XDDFSolidFillProperties(XDDFColor.from(PresetColor.LIGHT_GRAY)));
        for (XDDFChartAxis each : new XDDFChartAxis[]{options, axis}) {
            each.getOrAddShapeProperties().setLineProperties(grey);
        }
        axis.getOrAddMajorGridProperties().setLineProperties(grey);
    }

    private static void labelBars(XDDFBarChartData.Series bars, List<Integer> absent) {
        var labels = bars.getCTBarSer().addNewDLbls();
        var format = labels.addNewNumFmt();
        format.setFormatCode("0.0%");
        format.setSourceLinked(false);
        labels.addNewShowLegendKey().setVal(false);
        labels.addNewShowVal().setVal(true);
        labels.addNewShowCatName().setVal(false);
        labels.addNewShowSerName().setVal(false);
        labels.addNewShowPercent().setVal(false);
        labels.addNewShowBubbleSize().setVal(false);
        try (var cursor = labels.newCursor()) {
            cursor.toFirstChild();
            absent.forEach(option -> leaveOut(option, cursor));
        }
    }

    /// Removes the label of an option without a share, which would read 0 %. (The library's small set of schemas has no
    /// class for a single label.)
    private static void leaveOut(int option, XmlCursor cursor) {
        cursor.beginElement("dLbl", SCHEMA);
        cursor.beginElement("idx", SCHEMA);
        cursor.insertAttributeWithValue("val", String.valueOf(option));
        cursor.toNextToken();
        cursor.beginElement("delete", SCHEMA);
        cursor.insertAttributeWithValue("val", "1");
        cursor.toNextToken();
        cursor.toNextToken();
    }

    private static void setFonts(XSSFChart chart) {
        var space = chart.getCTChartSpace();
        var text = space.isSetTxPr() ? space.getTxPr() : space.addNewTxPr();
        prepare(text);
        setFont(text.addNewP().addNewPPr().addNewDefRPr(), POINTS, false);
        text.getPArray(0).addNewEndParaRPr().setLang("zh-CN");
        var title = chart.getCTChart().getTitle().getTx().getRich().getPArray(0);
        var usual = title.isSetPPr() ? title.getPPr() : title.addNewPPr();
        usual.setAlgn(STTextAlignType.CTR);
        setFont(usual.isSetDefRPr() ? usual.getDefRPr() : usual.addNewDefRPr(), TITLE_POINTS, true);
        for (var run : title.getRList()) {
            setFont(run.isSetRPr() ? run.getRPr() : run.addNewRPr(), TITLE_POINTS, true);
        }
        if (!space.isSetRoundedCorners()) {
            space.addNewRoundedCorners();
        }
        space.getRoundedCorners().setVal(false);
    }

    private static void prepare(CTTextBody text) {
        if (text.getBodyPr() == null) {
            text.addNewBodyPr();
        }
        if (!text.isSetLstStyle()) {
            text.addNewLstStyle();
        }
    }

    private static void setFont(CTTextCharacterProperties properties, int hundredths, boolean bold) {
        properties.setSz(hundredths);
        properties.setB(bold);
        (properties.isSetLatin() ? properties.getLatin() : properties.addNewLatin()).setTypeface(Styles.FONT);
        (properties.isSetEa() ? properties.getEa() : properties.addNewEa()).setTypeface(Styles.FONT);
    }
}
